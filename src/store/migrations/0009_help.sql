-- Requests for a lawyer's help, who took them, and who is on duty.

-- A projection, compared and repaired like the others: a row for each line of
-- a record by which somebody asked (帮助.请求 帮助.向法院提出), and person.
CREATE TABLE help_request (
    line BIGINT NOT NULL,       -- first record of its line
    party BIGINT NOT NULL,
    matter BIGINT NOT NULL,
    proceeding BIGINT NOT NULL,
    station BIGINT NOT NULL,    -- of the matter
    record BIGINT NOT NULL,     -- as it stands: what an answer is about
    asked TEXT NOT NULL,        -- day
    asked_at BIGINT NOT NULL,   -- instant, 0: only the day is known
    due TEXT NOT NULL,          -- day by which it is to be handed on, '': none
    due_at BIGINT NOT NULL,     -- instant, 0: of days
    state TEXT NOT NULL,        -- 待接 已转交 已接受 已办
    step BIGINT NOT NULL,       -- the same as 0 1 2 3
    taken_by TEXT NOT NULL,     -- the lawyer, or who entered it; ''
    taken_at BIGINT NOT NULL,   -- instant, 0
    done TEXT NOT NULL,         -- day, ''
    PRIMARY KEY (line, party)
);
CREATE INDEX help_request_matter ON help_request (matter);
CREATE INDEX help_request_open ON help_request (station, asked, asked_at)
    WHERE step < 3;
CREATE INDEX help_request_done ON help_request (station, done)
    WHERE step = 3;

-- 值班表: a row for each line of a record that says who is on duty.
CREATE TABLE rota (
    line BIGINT PRIMARY KEY,
    record BIGINT NOT NULL,
    place TEXT NOT NULL,     -- the station where: its name
    day TEXT NOT NULL,
    half TEXT NOT NULL,      -- 上午 下午 夜间
    lawyer TEXT NOT NULL,
    phone TEXT NOT NULL
);
CREATE INDEX rota_day ON rota (place, day);

-- Who makes it.
INSERT INTO reach (desk_user, noun, action, station)
SELECT u.id, 'rota', 'seal', u.station FROM desk_user u
WHERE u.role IN ('法援中心', '书记员') AND NOT EXISTS (SELECT 1 FROM reach r
WHERE r.desk_user = u.id AND r.noun = 'rota' AND r.action = 'seal'
AND r.station = u.station);
