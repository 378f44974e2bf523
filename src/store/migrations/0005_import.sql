-- What an import needs to know again: which case a number is, and what was
-- last read about it, so that a file read twice does nothing and an old file
-- never takes back what was entered by hand since.

CREATE INDEX matter_number ON matter (station, number);

-- A row of an imported file as it was last taken in.
CREATE TABLE import_row (
    station BIGINT NOT NULL REFERENCES station (id),
    number TEXT NOT NULL,   -- 案号 as the file had it
    matter BIGINT NOT NULL, -- the case it became or was found to be
    digest TEXT NOT NULL,   -- SHA-256 of the values read, in order of columns
    at BIGINT NOT NULL,     -- instant of reading
    PRIMARY KEY (station, number)
);
