-- How each assignment stands, and the lawyers who can be assigned: projections,
-- compared and repaired like the others.

-- One row a party, proceeding and lawyer: after 指派.终止 or a replacement the
-- next one begins a row of its own.
CREATE TABLE assignment (
    party BIGINT NOT NULL,
    proceeding BIGINT NOT NULL,
    place BIGINT NOT NULL,     -- 1, 2 …: which one in that proceeding
    matter BIGINT NOT NULL,
    station BIGINT NOT NULL,   -- of the matter
    is_open BIGINT NOT NULL,   -- 1: something is still to be done
    waits TEXT NOT NULL,       -- orders what is to be done: due, or since where no clock runs
    due TEXT NOT NULL,         -- earliest open clock of the agency or its lawyer, ''
    since TEXT NOT NULL,       -- the day it began
    state TEXT NOT NULL,       -- 待收 待补充 待指派 待函告 已指派 已会见 已阅卷 已提交意见 已终止 已更换
    lawyer TEXT NOT NULL,      -- name, '' not known yet
    firm TEXT NOT NULL,
    noticed TEXT NOT NULL,     -- from here on the days of the steps, '' not yet
    received TEXT NOT NULL,
    supplement TEXT NOT NULL,  -- asked for last
    complete TEXT NOT NULL,    -- supplied since
    granted TEXT NOT NULL,
    assigned TEXT NOT NULL,
    letter TEXT NOT NULL,
    accepted TEXT NOT NULL,
    met TEXT NOT NULL,
    read TEXT NOT NULL,
    opinion TEXT NOT NULL,
    ended TEXT NOT NULL,       -- terminated or replaced
    closed TEXT NOT NULL,      -- judgment pronounced
    PRIMARY KEY (party, proceeding, place)
);
CREATE INDEX assignment_matter ON assignment (matter);
CREATE INDEX assignment_open ON assignment
    (station, waits, party, proceeding, place) WHERE is_open = 1;
CREATE INDEX assignment_list ON assignment
    (station, since, party, proceeding, place);
-- What a lawyer has in hand.
CREATE INDEX assignment_lawyer ON assignment (lawyer, ended, closed);

-- The pool: the newest registration of each licence holds.
CREATE TABLE lawyer (
    licence TEXT PRIMARY KEY,
    record BIGINT NOT NULL,    -- that said so
    station BIGINT NOT NULL,   -- whose pool
    name TEXT NOT NULL,
    firm TEXT NOT NULL,
    phone TEXT NOT NULL,
    area TEXT NOT NULL,        -- 区域, '' everywhere
    years BIGINT NOT NULL,     -- of criminal practice
    juvenile BIGINT NOT NULL CHECK (juvenile IN (0, 1)), -- 1: familiar with juveniles
    languages TEXT NOT NULL,
    since TEXT NOT NULL,       -- in the pool
    until TEXT NOT NULL        -- first day out of it again, ''
);
CREATE INDEX lawyer_list ON lawyer (station, name, licence);
-- The registers of no case, read when one of them is sealed.
CREATE INDEX record_register ON record (form, id) WHERE matter = 0;

-- A court sees what it sent, an agency what was sent to it; an agency keeps
-- its pool.
INSERT INTO reach (desk_user, noun, action, station)
SELECT u.id, 'assignment', 'see', u.station FROM desk_user u
WHERE u.role IN ('书记员', '法官') AND NOT EXISTS (SELECT 1 FROM reach r
WHERE r.desk_user = u.id AND r.noun = 'assignment' AND r.action = 'see'
AND r.station = u.station);
INSERT INTO reach (desk_user, noun, action, station)
SELECT u.id, n.noun, 'see', s.id FROM desk_user u, station s,
(SELECT 'assignment' AS noun UNION SELECT 'lawyer' AS noun) AS n
WHERE u.role IN ('法援中心', '监督') AND NOT EXISTS (SELECT 1 FROM reach r
WHERE r.desk_user = u.id AND r.noun = n.noun AND r.action = 'see'
AND r.station = s.id);
INSERT INTO reach (desk_user, noun, action, station)
SELECT u.id, 'lawyer', 'seal', u.station FROM desk_user u
WHERE u.role = '法援中心' AND NOT EXISTS (SELECT 1 FROM reach r
WHERE r.desk_user = u.id AND r.noun = 'lawyer' AND r.action = 'seal'
AND r.station = u.station);
