-- What the court said of an assignment, and by when its papers must be there.

ALTER TABLE assignment ADD COLUMN told TEXT NOT NULL DEFAULT '';
-- day on which the agency was told that he is not needed any more: own
-- counsel, or self-defence permitted
ALTER TABLE assignment ADD COLUMN material TEXT NOT NULL DEFAULT '';
-- due day of the open clock for notice and papers before the hearing, ''
ALTER TABLE assignment ADD COLUMN licence TEXT NOT NULL DEFAULT '';
-- 执业证号 of the lawyer, '' not known
