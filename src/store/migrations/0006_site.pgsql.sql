-- Texts that the site adds itself (放假安排, 内部目标): records of the form
-- site-text, how far the matters were looked through for each, and every date
-- that it moved.

-- The site's texts, read when a session begins.
CREATE INDEX record_site ON record (id) WHERE form = 'site-text';

-- A sealed text of the site.
CREATE TABLE site_text (
    record BIGINT PRIMARY KEY REFERENCES record (id), -- what sealed it
    name TEXT NOT NULL,    -- of the file: 2027.cal, house.rule
    after BIGINT NOT NULL, -- the last matter looked through for it, 0
    done BIGINT NOT NULL CHECK (done IN (0, 1)) -- 1: all were
);
CREATE INDEX site_text_open ON site_text (record) WHERE done = 0;

-- A date that a text of the site moved; written with the row it moved.
CREATE TABLE deadline_move (
    id BIGINT PRIMARY KEY,
    record BIGINT NOT NULL,  -- the site's text
    station BIGINT NOT NULL, -- of the matter
    matter BIGINT NOT NULL,
    party BIGINT NOT NULL,   -- this and the next three: the clock
    rule TEXT NOT NULL,
    trigger_line BIGINT NOT NULL,
    hearing BIGINT NOT NULL,
    was TEXT NOT NULL,       -- the day, or the minute of a clock in hours; '': was none
    became TEXT NOT NULL,    -- likewise; '': is none
    at BIGINT NOT NULL       -- instant
);
CREATE INDEX deadline_move_list ON deadline_move (station, id);
CREATE TRIGGER deadline_move_sealed BEFORE UPDATE OR DELETE ON deadline_move
FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Who may seal such a text. Stores made before have nobody in that role yet.
INSERT INTO desk_user (id, login, name, role, station, active, rev)
SELECT 1, 'admin', '管理员', '管理', MIN(id), 1, 1 FROM station
WHERE kind = '法院' HAVING COUNT(*) > 0
AND NOT EXISTS (SELECT 1 FROM desk_user WHERE role = '管理')
AND NOT EXISTS (SELECT 1 FROM desk_user WHERE login = 'admin' OR id = 1);
INSERT INTO reach (desk_user, noun, action, station)
SELECT u.id, n.noun, n.action, s.id FROM desk_user u, station s,
(SELECT 'admin' AS noun, 'make' AS action
UNION SELECT 'law' AS noun, 'seal' AS action) AS n
WHERE u.role = '管理' AND NOT EXISTS (SELECT 1 FROM reach r
WHERE r.desk_user = u.id AND r.noun = n.noun AND r.action = n.action
AND r.station = s.id);
