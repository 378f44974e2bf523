-- Which way a copy was sent: the queue of this machine (打印机), the printer at
-- the clerk's own terminal, or to a file alone. Copies from before went to the
-- queue.
ALTER TABLE print_copy ADD COLUMN channel TEXT NOT NULL DEFAULT '打印机'
    CHECK (channel IN ('打印机', '本机终端', '文件'));

-- The station of the record, so that its register is walked by it alone.
ALTER TABLE print_copy ADD COLUMN station BIGINT NOT NULL DEFAULT 0;
UPDATE print_copy SET station =
    (SELECT r.station FROM record r WHERE r.id = print_copy.record);

-- The register, the latest first; and one's own that nobody answered for.
CREATE INDEX print_copy_at ON print_copy (station, at, id);
CREATE INDEX print_copy_open ON print_copy (by_user, at, id)
    WHERE state = '未确认';
