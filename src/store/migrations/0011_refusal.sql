-- 拒绝: every refusal of counsel or of legal help, and the row of the refusal
-- table it falls on: a projection, compared and repaired like the others.
CREATE TABLE refusal (
    line BIGINT NOT NULL,       -- first record of its line of corrections
    party BIGINT NOT NULL,
    matter BIGINT NOT NULL,
    proceeding BIGINT NOT NULL,
    station BIGINT NOT NULL,    -- of the matter
    record BIGINT NOT NULL,     -- the record as it stands
    day TEXT NOT NULL,          -- 发生
    at BIGINT NOT NULL,         -- as an instant, 0
    occasion TEXT NOT NULL,     -- 当庭 庭外, ''
    time BIGINT NOT NULL,       -- which time in that proceeding, of its occasion, from 1
    changes BIGINT NOT NULL,    -- of counsel, this one included if he wants another
    refuser TEXT NOT NULL,      -- 本人 法定代理人 近亲属 辩护人, ''
    wish TEXT NOT NULL,         -- 自行辩护 另请律师 未表示, ''
    reason TEXT NOT NULL,       -- 正当 不正当, '': nobody has found out yet
    permitted TEXT NOT NULL,    -- 是 否, '': not decided
    outcome TEXT NOT NULL,      -- id of the row of the refusal table, '' if none
    pending BIGINT NOT NULL,    -- 1: somebody has to decide it
    PRIMARY KEY (line, party)
);
CREATE INDEX refusal_matter ON refusal (matter);
CREATE INDEX refusal_party ON refusal (party);
CREATE INDEX refusal_list ON refusal (station, pending, day, line, party);
