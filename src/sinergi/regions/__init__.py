"""The tree of places: nation, provinces, regencies and cities, districts, villages, and below them RW, RT, dusun.

Nouns: Region. A region contains itself and its descendants and nothing else; codes are the path ("33.24.12.2011").
"""
