-- A case that went on has a number in each proceeding, and is found by all of
-- them. The rows that stand are filled by the derivation that follows.

ALTER TABLE proceeding ADD COLUMN station BIGINT NOT NULL DEFAULT 0;
-- of the matter
ALTER TABLE proceeding ADD COLUMN number TEXT NOT NULL DEFAULT '';
-- 案号
ALTER TABLE proceeding ADD COLUMN tail TEXT NOT NULL DEFAULT '';
-- the last digits of the number, reversed: found by its tail
ALTER TABLE proceeding ADD COLUMN accepted TEXT NOT NULL DEFAULT '';
-- 立案日期, else 收案日期
CREATE INDEX proceeding_tail ON proceeding (station, tail, accepted, id);
CREATE INDEX proceeding_number ON proceeding (station, number);
