"""Paper: PDF by typst, Excel by XlsxWriter. Verbs: render, workbook. Holds no rows."""
