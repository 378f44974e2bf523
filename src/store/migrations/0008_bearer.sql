-- Whose desk a clock belongs to, so that 今日 walks one index; and which rules
-- the projections were made with.

-- The kind of station that bears the duty (法院 看守所 法援机构); '': none of
-- these, or not derived again yet.
ALTER TABLE deadline ADD COLUMN bearer TEXT NOT NULL DEFAULT '';
CREATE INDEX deadline_own ON deadline
    (station, bearer, due, party, rule, trigger_line, hearing)
    WHERE state = 'open' AND leads = 1;

-- One row: the shipped texts that all matters were last derived with.
CREATE TABLE derived_with (
    one BIGINT PRIMARY KEY CHECK (one = 1),
    digest TEXT NOT NULL -- SHA-256 over forms, rules and calendars; '' unknown
);
INSERT INTO derived_with (one, digest) VALUES (1, '');
