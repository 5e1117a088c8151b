"""Finds quotations in articles with RapidFuzz, as somebody would who has no index.

Reads {"articles": [text, ...], "quotations": [text, ...]} from standard input, all in lower case
with words parted by single blanks, and writes one line for each quotation: the seconds it took on a processor and
the number of the article it is found in. Each article is asked with the best score so far as the
least that counts.

    pip install rapidfuzz
"""

import json
import sys
import time

from rapidfuzz import fuzz

data = json.load(sys.stdin)
for quotation in data["quotations"]:
    begun = time.process_time()
    best, place = 0.0, -1
    for number, article in enumerate(data["articles"]):
        found = fuzz.partial_ratio_alignment(quotation, article, score_cutoff=best)
        if found is not None and found.score > best:
            best, place = found.score, number
    print(json.dumps({"seconds": time.process_time() - begun, "article": place}))
