"""Reads reports as their consumers do: says what they would refuse or lose, and ends with 1 if anything.

consumers.py DIR CONCISE  with DIR/{sarif,gitlab,junit,rdjson,github,markdown} and the report of the same run, one line a finding
"""
import collections
import json
import re
import sys
import xml.etree.ElementTree as ET

folder, concise = sys.argv[1:]
problems = []
lines = [line for line in open(concise, encoding="utf-8").read().splitlines()[:-1] if line]
expected = collections.Counter(re.search(r" \w+\[([\w-]+)\] ", line)[1] for line in lines)


def same(name, codes):
    if collections.Counter(codes) != expected:
        problems.append(f"{name}: other findings than the concise report has: {collections.Counter(codes)}")


run = json.load(open(f"{folder}/sarif"))["runs"][0]
rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
same("sarif", (result["ruleId"] for result in run["results"]))
for result in run["results"]:
    if rules[result["ruleIndex"]] != result["ruleId"]:
        problems.append(f"sarif: the index of {result['ruleId']} is another rule's")
prints = [result["partialFingerprints"]["verbatim/v1"] for result in run["results"]]

gitlab = json.load(open(f"{folder}/gitlab"))
same("gitlab", (entry["check_name"] for entry in gitlab))
for name, all_prints in (("sarif", prints), ("gitlab", [entry["fingerprint"] for entry in gitlab])):
    # GitLab and GitHub keep one entry for each fingerprint.
    if len(set(all_prints)) != len(all_prints):
        problems.append(f"{name}: two findings have one fingerprint")

same("rdjson", (entry["code"]["value"] for entry in json.load(open(f"{folder}/rdjson"))["diagnostics"]))

suites = ET.parse(f"{folder}/junit").getroot()
for suite in suites:
    cases = suite.findall("testcase")
    failures = [case for case in cases if case.find("failure") is not None]
    if (int(suite.get("tests")), int(suite.get("failures"))) != (len(cases), len(failures)):
        problems.append(f"junit: the counts of {suite.get('name')} are wrong")

commands = open(f"{folder}/github", encoding="utf-8").read().splitlines()
form = re.compile(r"^::(?:error|warning|notice) (?:[a-zA-Z]+=[^,:\s][^,:]*,)*title=([\w-]+)::.")
same("github", (match[1] if (match := form.match(command)) else command for command in commands))

rows = [row for row in open(f"{folder}/markdown", encoding="utf-8") if row.startswith("| ") and "](" in row]
same("markdown", (re.search(r"\| \[([\w-]+)\]\(", row)[1] for row in rows))
for row in rows:
    if len(re.findall(r"(?<!\\)\|", row)) != 5:
        problems.append(f"markdown: the row has not four cells: {row.strip()}")

print("\n".join(problems) or f"{len(lines)} findings, the same in every report")
sys.exit(bool(problems))
