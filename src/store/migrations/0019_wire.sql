-- How the terminal on a line is spoken to, as it was found or chosen (UI §6):
-- the encoding and the level that a user at this terminal is not asked for
-- again. No person's data; nothing rests on it but comfort.
CREATE TABLE wire_setting (
    desk_user BIGINT NOT NULL, -- 0: of the line, before anyone has come in
    line TEXT NOT NULL,        -- TERM and where it comes from
    name TEXT NOT NULL,        -- 'encoding', 'level' …
    value TEXT NOT NULL,
    at BIGINT NOT NULL,        -- instant; the oldest lines give way
    PRIMARY KEY (desk_user, line, name)
);
