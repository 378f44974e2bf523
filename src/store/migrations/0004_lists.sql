-- What lists and search walk, in the order in which they show it: a page is
-- a range of one index, never a sort (home, list, search under 20 ms with
-- 100,000 matters).

-- 待核, page by page.
DROP INDEX matter_pending;
CREATE INDEX matter_pending ON matter (station, pending, accepted, id);

-- The tail of a case number, newest first where many end alike.
DROP INDEX matter_tail;
CREATE INDEX matter_tail ON matter (station, tail, accepted, id);

-- Open clocks that lead, page by page; a person may have several on one day.
DROP INDEX deadline_open;
CREATE INDEX deadline_open ON deadline
    (station, due, party, rule, trigger_line, hearing)
    WHERE state = 'open' AND leads = 1;

-- A part that thousands of names have is looked for from the newest back.
CREATE INDEX name_newest ON name_index (station, party, suffix);
