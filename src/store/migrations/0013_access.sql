-- Who may see a case beside those of its own court, and who may not. Reach
-- says of a role's right whether it holds for every case of the station or
-- only within those that a paper addressed to the organ or the lawyer.

ALTER TABLE reach ADD COLUMN within_kind TEXT NOT NULL DEFAULT '';
-- '': every case that is not guarded; else 看守所 法援机构 律师 值班律师: only
-- those with such a row in access
ALTER TABLE reach ADD COLUMN within TEXT NOT NULL DEFAULT '';
-- which organ, by name; which lawyer, by licence number

ALTER TABLE desk_user ADD COLUMN licence TEXT NOT NULL DEFAULT '';
-- 执业证号 of a lawyer's seat, ''

-- Whom a case was addressed to; a projection.
CREATE TABLE access (
    matter BIGINT NOT NULL,
    kind TEXT NOT NULL, -- 看守所 法援机构 律师 值班律师 用户
    who TEXT NOT NULL,  -- name, licence number, login; '': all of that kind
    PRIMARY KEY (matter, kind, who)
);
CREATE INDEX access_who ON access (kind, who, matter);

-- Cases that a court's own people don't all see; a projection.
CREATE TABLE guard (
    matter BIGINT PRIMARY KEY,
    level TEXT NOT NULL -- 不公开: those on its list; 封存: nobody (CPL 286)
);

-- Authorised looks at what is 封存, while they last.
CREATE TABLE look (
    desk_user BIGINT NOT NULL, -- who
    matter BIGINT NOT NULL,    -- at what
    record BIGINT NOT NULL,    -- the sealed record that says why
    PRIMARY KEY (desk_user, matter)
);

-- With which table of rights reach was poured: another is poured anew when the
-- store is opened next.
ALTER TABLE derived_with ADD COLUMN rights TEXT NOT NULL DEFAULT '';

-- The one place that says which cases a user may see or act on. Every
-- statement that shows a case, or anything of one, asks it.
CREATE VIEW visible AS
SELECT r.desk_user, r.noun, r.action, m.id AS matter
FROM matter m JOIN reach r ON r.station = m.station
WHERE (r.within_kind = ''
       AND NOT EXISTS (SELECT 1 FROM guard g WHERE g.matter = m.id))
   OR EXISTS (SELECT 1 FROM access a WHERE a.matter = m.id
              AND a.kind = r.within_kind AND a.who IN (r.within, ''))
   OR EXISTS (SELECT 1 FROM access a JOIN desk_user u ON u.login = a.who
              WHERE a.matter = m.id AND a.kind = '用户'
              AND u.id = r.desk_user)
   OR EXISTS (SELECT 1 FROM look l WHERE l.matter = m.id
              AND l.desk_user = r.desk_user);

-- Cases that came to a desk otherwise than by its station: addressed to its
-- organ or its lawyer, or its user on their list. Lists of desks whose role
-- sees no more than these, in all stations, are read from here; any station of
-- reach says within what.
CREATE VIEW addressed AS
SELECT r.desk_user, r.noun, r.action, r.station, a.matter
FROM reach r JOIN access a ON a.kind = r.within_kind AND a.who IN (r.within, '')
UNION ALL
SELECT r.desk_user, r.noun, r.action, r.station, a.matter
FROM reach r JOIN desk_user u ON u.id = r.desk_user
JOIN access a ON a.kind = '用户' AND a.who = u.login
JOIN matter m ON m.id = a.matter
JOIN reach h ON h.desk_user = r.desk_user AND h.noun = r.noun
     AND h.action = r.action AND h.station = m.station;

-- Which sealed records a user may see: what is of a case by the case; what is
-- of none by whose it is, an organ its own.
CREATE VIEW legible AS
SELECT v.desk_user, c.id AS record
FROM record c JOIN visible v ON v.matter = c.matter
WHERE v.noun = 'record' AND v.action = 'see'
UNION ALL
SELECT r.desk_user, c.id AS record
FROM record c JOIN reach r ON r.station = c.station
JOIN station s ON s.id = c.station
WHERE c.matter = 0 AND r.noun = 'record' AND r.action = 'see'
      AND (r.within_kind = '' OR r.within = s.name);
