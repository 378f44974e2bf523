-- What a desk owes is counted in one walk, for cases that are not guarded and
-- by the hour: the index has all that is asked, so that no row is fetched.
DROP INDEX deadline_own;
CREATE INDEX deadline_own ON deadline
    (station, bearer, due, party, rule, trigger_line, hearing, due_at, matter)
    WHERE state = 'open' AND leads = 1;

-- Requests of all stations in sight, as they are listed.
CREATE INDEX help_request_waiting ON help_request
    (asked, asked_at, line, party) WHERE step < 3;
CREATE INDEX help_request_recent ON help_request (done, line, party)
    WHERE step = 3;
