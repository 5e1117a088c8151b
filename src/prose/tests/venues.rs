//! Where words were said.

use super::heard;

#[test]
fn networks_and_programmes() {
    assert_eq!(heard("Marsh told CNN’s Jake Rowan that “we go on.”"), ["CNN"]);
    assert_eq!(heard("“We go on,” Marsh told Sunday Morning Futures host Mary Rowan."), ["Sunday Morning Futures"]);
    assert_eq!(heard("“We go on,” Marsh said on ABC’s “This Week.”"), ["ABC, This Week"]);
    assert_eq!(heard("“We go on,” Marsh said in an interview on CNN."), ["(interview), CNN"]);
    assert_eq!(heard("Speaking to CNN, Marsh said: “We go on.”"), ["CNN"]);
    assert_eq!(heard("Marsh wrote on X that “we go on.”"), ["X"]);
}

#[test]
fn occasions_and_what_has_no_name() {
    assert_eq!(heard("“We go on,” Marsh said at a news conference in Brussels."), ["news conference in Brussels"]);
    assert_eq!(heard("“We go on,” Marsh told reporters."), ["(reporters)"]);
    assert_eq!(heard("Marsh said in a statement that “we go on.”"), ["(statement)"]);
    assert_eq!(heard("Marsh said “we go on.”"), [""]);
}

#[test]
fn an_utterance_that_goes_on_stays_where_it_was() {
    assert_eq!(heard("“We go on,” Marsh said on CNN. “We never stop.”"), ["CNN", "CNN"]);
}

#[test]
fn who_reports_is_no_venue() {
    assert_eq!(heard("Marsh said it was “a great day,” according to Reuters."), [""]);
}

#[test]
fn what_no_table_knows_is_told_by_its_form() {
    assert_eq!(heard("Marsh told HTN’s “The Sunday Table” that “we go on for years.”"), ["HTN, The Sunday Table"]);
    assert_eq!(heard("“We go on,” Marsh said on HTN’s \u{7f}The Sunday Table\u{7f}."), ["HTN, The Sunday Table"]);
    assert_eq!(heard("“We go on,” Marsh told Radio Lorne."), ["Radio Lorne"]);
    assert_eq!(
        heard("“We go on,” Marsh said in an interview with the Skerrow Courier."),
        ["(interview), Skerrow Courier"]
    );
    assert_eq!(heard("“We go on,” Marsh told the council."), [""]);
    assert_eq!(heard("“We go on,” Marsh told Ada Courier."), [""]);
    assert_eq!(heard("“We go on,” Marsh said of the threat to Harbour News."), [""]);
}
