-- What was tried for a request, and which record an answer is about once it
-- was handed on again; the licence of who is on duty.

ALTER TABLE help_request ADD COLUMN attempts BIGINT NOT NULL DEFAULT 0;
ALTER TABLE help_request ADD COLUMN tried TEXT NOT NULL DEFAULT '';
-- the last result, ''
ALTER TABLE help_request ADD COLUMN answers BIGINT NOT NULL DEFAULT 0;
-- record that who takes it answers: the request, or its last handing on

ALTER TABLE rota ADD COLUMN licence TEXT NOT NULL DEFAULT '';
