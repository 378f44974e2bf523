-- The store itself, registers, records. Every column has its comment; a
-- released file is never edited. Both engines take this text.

-- One row: what store this is.
CREATE TABLE store (
    one BIGINT PRIMARY KEY CHECK (one = 1),
    number BIGINT NOT NULL,      -- of this store among all, 1-32767
    incarnation BIGINT NOT NULL, -- new after each restore, 1-255
    next_id BIGINT NOT NULL,     -- counter part of the next id
    practice BIGINT NOT NULL CHECK (practice IN (0, 1)), -- 练习: may take a test clock
    fixed_now BIGINT,            -- test clock of a 练习 store, instant; else NULL
    go_live TEXT NOT NULL        -- first day of work with the program; older cases are 待核
);

-- One organ's unit: owns a chain, numbers and scope.
CREATE TABLE station (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,   -- 法院 看守所 法援机构
    name TEXT NOT NULL,   -- as on paper
    code TEXT NOT NULL,   -- 代字, part of 文号
    pilot BIGINT NOT NULL CHECK (pilot IN (0, 1)), -- Measures in force here
    rev BIGINT NOT NULL
);

-- A person at a desk.
CREATE TABLE desk_user (
    id BIGINT PRIMARY KEY,
    login TEXT NOT NULL UNIQUE, -- for --user
    name TEXT NOT NULL,         -- as on paper
    role TEXT NOT NULL,         -- 书记员 法官 看守 法援中心 …, a row of the role table
    station BIGINT NOT NULL REFERENCES station (id),
    active BIGINT NOT NULL CHECK (active IN (0, 1)),
    rev BIGINT NOT NULL
);

-- Who may do what where; filled from roles, read by every statement.
CREATE TABLE reach (
    desk_user BIGINT NOT NULL, -- who
    noun TEXT NOT NULL,        -- on what
    action TEXT NOT NULL,      -- see make seal decide print export
    station BIGINT NOT NULL,   -- whose
    PRIMARY KEY (desk_user, noun, action, station)
);

-- The texts of forms that records were sealed with, for ever.
CREATE TABLE form_text (
    digest TEXT PRIMARY KEY, -- SHA-256 of the text
    form TEXT NOT NULL,      -- id of the form
    version BIGINT NOT NULL, -- its version
    text TEXT NOT NULL       -- the whole form file
);

-- Sealed records: append-only (0002), chained per station.
CREATE TABLE record (
    id BIGINT PRIMARY KEY,
    form TEXT NOT NULL,         -- id of the form
    form_digest TEXT NOT NULL REFERENCES form_text (digest),
    station BIGINT NOT NULL REFERENCES station (id), -- whose chain
    seq BIGINT NOT NULL,        -- place in the chain, from 1, gapless
    number TEXT NOT NULL,       -- 文号, '' if the form has none
    matter BIGINT NOT NULL,     -- the matter it belongs to (id of the record that made it)
    proceeding BIGINT NOT NULL, -- 0: of the matter as a whole
    hearing BIGINT NOT NULL,    -- 0: none
    about BIGINT NOT NULL,      -- the record it signs or answers, 0: none
    supersedes BIGINT UNIQUE,   -- the record it corrects, NULL: none; one successor only
    line BIGINT NOT NULL,       -- first record of its line of corrections
    occurred TEXT NOT NULL,     -- 发生, a day
    occurred_at BIGINT NOT NULL, -- 发生 as an instant, 0 if only the day is known
    entered_at BIGINT NOT NULL, -- 录入, an instant
    by_user BIGINT NOT NULL REFERENCES desk_user (id),
    payload_digest TEXT NOT NULL, -- SHA-256 of salt and payload
    payload_sm3 TEXT NOT NULL,  -- SM3 of the same
    previous TEXT NOT NULL,     -- link digest before it in its chain
    link TEXT NOT NULL,         -- its own link digest
    code TEXT NOT NULL,         -- eight characters on each sheet
    UNIQUE (station, seq)
);
CREATE INDEX record_matter ON record (matter, entered_at);
CREATE INDEX record_about ON record (about);
CREATE INDEX record_line ON record (line);
CREATE INDEX record_code ON record (code);
CREATE INDEX record_by_user ON record (by_user, form, id);
CREATE UNIQUE INDEX record_number ON record (station, number) WHERE number <> '';

-- The sealed bytes; may be taken away by a sealed order (CPL 286), the chain
-- still verifies over payload_digest.
CREATE TABLE record_payload (
    record BIGINT PRIMARY KEY REFERENCES record (id),
    salt TEXT NOT NULL,  -- 16 random bytes, hex
    bytes TEXT NOT NULL  -- canonical bytes, forms/SEAL.md
);

-- Whom a record concerns.
CREATE TABLE record_party (
    record BIGINT NOT NULL REFERENCES record (id),
    party BIGINT NOT NULL, -- id of the record that made the party
    PRIMARY KEY (record, party)
);
CREATE INDEX record_party_party ON record_party (party);

-- Head of each station's chain; locked first by every sealing.
CREATE TABLE chain_head (
    station BIGINT PRIMARY KEY REFERENCES station (id),
    seq BIGINT NOT NULL,  -- of the last record
    link TEXT NOT NULL    -- its link digest, 64 zeros before the first
);

-- 文号: the last number given, gapless per station, form and year.
CREATE TABLE number_counter (
    station BIGINT NOT NULL,
    form TEXT NOT NULL,
    year BIGINT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (station, form, year)
);

-- Who did what.
CREATE TABLE audit (
    id BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,        -- instant
    desk_user BIGINT NOT NULL, -- who; 0: the program (init)
    station BIGINT NOT NULL,   -- whose
    action TEXT NOT NULL,      -- seal print …
    subject BIGINT NOT NULL,   -- id of what it was done to
    request BIGINT UNIQUE,     -- the draft's id: done once
    note TEXT NOT NULL         -- in words, ''
);

-- Paper that left the house.
CREATE TABLE print_copy (
    id BIGINT PRIMARY KEY,
    record BIGINT NOT NULL REFERENCES record (id),
    copy BIGINT NOT NULL,      -- 1, 2, … per record
    at BIGINT NOT NULL,        -- instant of printing
    by_user BIGINT NOT NULL,   -- who printed
    state TEXT NOT NULL CHECK (state IN ('未确认', '好', '废')), -- 打印好了吗
    rev BIGINT NOT NULL,
    UNIQUE (record, copy)
);
