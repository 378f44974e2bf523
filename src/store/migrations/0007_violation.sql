-- What was owed and not done, and what was said about it: projections, compared
-- and repaired like the others. A clock that is open and past its day is not
-- here: the table deadline has it, and the day of asking decides.

-- Found from the records: a clock met late, or a cause without what should
-- have come before it.
CREATE TABLE violation (
    party BIGINT NOT NULL,
    rule TEXT NOT NULL,       -- id of the stanza [违反]
    clock TEXT NOT NULL,      -- id of the deadline rule that was met late, ''
    cause BIGINT NOT NULL,    -- line of the record that is its cause, or started the clock
    hearing BIGINT NOT NULL,  -- 0: none
    matter BIGINT NOT NULL,
    proceeding BIGINT NOT NULL,
    station BIGINT NOT NULL,  -- of the matter
    code TEXT NOT NULL,       -- ADVICE_LATE …
    due TEXT NOT NULL,        -- '': no day, but before the cause
    actual TEXT NOT NULL,     -- day it was done or made good, '': never
    day TEXT NOT NULL,        -- 发生 of the cause
    record BIGINT NOT NULL,   -- the cause as it stands
    PRIMARY KEY (party, rule, clock, cause, hearing)
);
CREATE INDEX violation_matter ON violation (matter);
CREATE INDEX violation_list ON violation
    (station, day, party, rule, clock, cause, hearing);

-- 说明: stands beside what was found, never removes it.
CREATE TABLE violation_note (
    line BIGINT NOT NULL,    -- first record of its line: a correction replaces it
    party BIGINT NOT NULL,
    matter BIGINT NOT NULL,
    rule TEXT NOT NULL,      -- what it explains: the deadline rule, or the stanza
    cause BIGINT NOT NULL,   -- and the line of the cause
    station BIGINT NOT NULL, -- of the matter
    record BIGINT NOT NULL,  -- the record as it stands: who said so, and when
    text TEXT NOT NULL,
    PRIMARY KEY (line, party)
);
CREATE INDEX violation_note_matter ON violation_note (matter);
CREATE INDEX violation_note_of ON violation_note (party, cause, rule);

-- Clerks and judges see what was not done in their court, record what they
-- find out and explain.
INSERT INTO reach (desk_user, noun, action, station)
SELECT u.id, n.noun, n.action, u.station FROM desk_user u,
(SELECT 'violation' AS noun, 'see' AS action
UNION SELECT 'violation' AS noun, 'seal' AS action
UNION SELECT 'explanation' AS noun, 'seal' AS action) AS n
WHERE u.role IN ('书记员', '法官') AND NOT EXISTS (SELECT 1 FROM reach r
WHERE r.desk_user = u.id AND r.noun = n.noun AND r.action = n.action
AND r.station = u.station);
