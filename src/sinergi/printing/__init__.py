"""Paper: PDF by typst, Word by docxtpl, Excel by XlsxWriter. Verbs: pdf, word, workbook. Holds no rows."""
