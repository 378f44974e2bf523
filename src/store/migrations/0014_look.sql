-- How far each user has seen what others seal: on 今日 what came later is new.
-- Written when he says that he has seen it, and when he leaves; never by
-- looking.
CREATE TABLE last_look (
    desk_user BIGINT PRIMARY KEY,
    record BIGINT NOT NULL, -- the newest there was
    at BIGINT NOT NULL      -- instant
);
