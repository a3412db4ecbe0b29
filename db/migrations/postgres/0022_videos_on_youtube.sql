-- The video of a creative on YouTube, for platforms that take it from there.
SET LOCAL ROLE gv_owner;

ALTER TABLE creatives ADD COLUMN youtube_video_id TEXT;
