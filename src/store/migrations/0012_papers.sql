-- An agency makes papers of its own, and it and the detention centre print
-- what they made; help and applications are taken wherever the person is.
INSERT INTO reach (desk_user, noun, action, station)
SELECT u.id, n.noun, n.action, u.station FROM desk_user u,
(SELECT '法援中心' AS role, 'agency-paper' AS noun, 'seal' AS action
UNION SELECT '法援中心' AS role, 'record' AS noun, 'print' AS action
UNION SELECT '看守' AS role, 'record' AS noun, 'print' AS action
UNION SELECT '法援中心' AS role, 'help' AS noun, 'seal' AS action
UNION SELECT '看守' AS role, 'help' AS noun, 'seal' AS action
UNION SELECT '书记员' AS role, 'help' AS noun, 'seal' AS action
UNION SELECT '法官' AS role, 'help' AS noun, 'seal' AS action) AS n
WHERE u.role = n.role AND NOT EXISTS (SELECT 1 FROM reach r
WHERE r.desk_user = u.id AND r.noun = n.noun AND r.action = n.action
AND r.station = u.station);
