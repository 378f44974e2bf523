-- Projections: derived from the records, compared and repaired matter by
-- matter (bianhu derive). A key is the id of the record that first made the
-- thing, so that it survives repair.

-- A case.
CREATE TABLE matter (
    id BIGINT PRIMARY KEY,
    station BIGINT NOT NULL,   -- whose it is
    number TEXT NOT NULL,      -- 案号 of the latest proceeding
    tail TEXT NOT NULL,        -- the last digits of the number, reversed: found by its tail
    title TEXT NOT NULL,       -- first party and how many more
    charge TEXT NOT NULL,      -- 罪名 of the first party
    procedure TEXT NOT NULL,   -- 程序 of the latest proceeding
    handler TEXT NOT NULL,     -- 承办人
    accepted TEXT NOT NULL,    -- 立案日期 of the latest proceeding
    pending BIGINT NOT NULL,   -- 1: 待核
    parties BIGINT NOT NULL,   -- how many
    next_due TEXT NOT NULL,    -- earliest open deadline, '' if none
    law TEXT NOT NULL          -- digest of the rules it was derived with
);
CREATE INDEX matter_list ON matter (station, accepted, id);
CREATE INDEX matter_tail ON matter (station, tail);
CREATE INDEX matter_pending ON matter (station, pending, accepted);

-- A stage, instance, number, organ and procedure of a matter.
CREATE TABLE proceeding (
    id BIGINT PRIMARY KEY,
    matter BIGINT NOT NULL
);
CREATE INDEX proceeding_matter ON proceeding (matter);

-- A person in a matter.
CREATE TABLE party (
    id BIGINT PRIMARY KEY,
    matter BIGINT NOT NULL,
    proceeding BIGINT NOT NULL, -- the one that is running
    station BIGINT NOT NULL,    -- of the matter
    name TEXT NOT NULL,         -- 姓名
    class TEXT NOT NULL,        -- of the standing now
    advised TEXT NOT NULL,      -- first day 告知.完成 in that proceeding, ''
    place TEXT NOT NULL         -- 羁押场所, ''
);
CREATE INDEX party_matter ON party (matter);

-- A hearing of a proceeding.
CREATE TABLE hearing (
    id BIGINT PRIMARY KEY,
    matter BIGINT NOT NULL,
    proceeding BIGINT NOT NULL,
    station BIGINT NOT NULL,
    at TEXT NOT NULL,     -- 庭审.时间
    place TEXT NOT NULL   -- 庭审.地点
);
CREATE INDEX hearing_matter ON hearing (matter);

-- What is so now, of a matter, proceeding, party, hearing or record.
CREATE TABLE fact (
    owner BIGINT NOT NULL,  -- id of the thing
    name TEXT NOT NULL,     -- of the vocabulary: 当事人.罪名
    matter BIGINT NOT NULL,
    value TEXT NOT NULL,
    day TEXT NOT NULL,      -- since when, 发生
    record BIGINT NOT NULL, -- what said so
    PRIMARY KEY (owner, name)
);
CREATE INDEX fact_matter ON fact (matter);

-- What a party is entitled to, in intervals.
CREATE TABLE standing (
    party BIGINT NOT NULL,
    proceeding BIGINT NOT NULL,
    place BIGINT NOT NULL,   -- order, from 1
    matter BIGINT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL, -- '': open
    rule TEXT NOT NULL,      -- row of the class table
    class TEXT NOT NULL,
    conflicts TEXT NOT NULL, -- rows of the conflict table, blank-parted
    record BIGINT NOT NULL,  -- what made it so
    PRIMARY KEY (party, proceeding, place)
);
CREATE INDEX standing_matter ON standing (matter);

-- A clock.
CREATE TABLE deadline (
    party BIGINT NOT NULL,
    rule TEXT NOT NULL,
    trigger_line BIGINT NOT NULL, -- line of the record that started it
    hearing BIGINT NOT NULL,      -- 0: none
    matter BIGINT NOT NULL,
    proceeding BIGINT NOT NULL,
    station BIGINT NOT NULL,
    start TEXT NOT NULL,          -- day of the event
    start_at BIGINT NOT NULL,     -- instant for hours, 0
    due TEXT NOT NULL,
    due_at BIGINT NOT NULL,       -- instant for hours, 0
    provisional BIGINT NOT NULL,  -- 1: 暂定
    leads BIGINT NOT NULL,        -- 1: the earliest of its group, shown in lists
    state TEXT NOT NULL,          -- open met cured lapsed
    met TEXT NOT NULL,            -- day of what ended it, ''
    met_record BIGINT NOT NULL,   -- 0: none
    late BIGINT NOT NULL,         -- 1: ended after due
    in_time BIGINT NOT NULL,      -- 1: entered by the due day, too
    PRIMARY KEY (party, rule, trigger_line, hearing)
);
CREATE INDEX deadline_matter ON deadline (matter);
CREATE INDEX deadline_open ON deadline (station, due, party) WHERE state = 'open';

-- A sealed paper that stands (not corrected), and how it was signed.
CREATE TABLE paper (
    record BIGINT PRIMARY KEY,
    matter BIGINT NOT NULL,
    station BIGINT NOT NULL, -- whose chain it is in
    party BIGINT NOT NULL,   -- the first it concerns, 0
    form TEXT NOT NULL,
    day TEXT NOT NULL,       -- 发生
    signing TEXT NOT NULL    -- 文书.签署, '' while unsigned
);
CREATE INDEX paper_matter ON paper (matter);
CREATE INDEX paper_unsigned ON paper (station, day, record) WHERE signing = '';

-- Any part of a name: every suffix of the folded name, and the initials'
-- place kept for later; newest first (store measurements §10.6).
CREATE TABLE name_index (
    station BIGINT NOT NULL,
    suffix TEXT NOT NULL,  -- folded: no blanks or middle dots, small letters
    party BIGINT NOT NULL,
    matter BIGINT NOT NULL,
    PRIMARY KEY (station, suffix, party)
);
CREATE INDEX name_index_matter ON name_index (matter);
