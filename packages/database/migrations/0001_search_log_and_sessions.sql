-- What the table definitions in tables.ts cannot say.

CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gin;--> statement-breakpoint

-- Titles sort as the language does: accents count, case does not.
CREATE COLLATION title_order (provider = icu, locale = 'und-u-ks-level2', deterministic = false);--> statement-breakpoint
CREATE INDEX tasks_title ON tasks (user_id, (title COLLATE title_order), id) WHERE deleted_at IS NULL;--> statement-breakpoint

-- One index for search and tags: a task's user is entered once, and a search within a tag is one scan.
-- A short pending list keeps both the search through it and the write that empties it cheap.
CREATE INDEX tasks_search ON tasks USING gin (user_id, search_text gin_trgm_ops, tags)
  WITH (gin_pending_list_limit = 256) WHERE deleted_at IS NULL;--> statement-breakpoint

-- Room on the page, so that a change of no indexed column needs no new index entries (HOT).
ALTER TABLE tasks SET (fillfactor = 85);--> statement-breakpoint
ALTER TABLE streams SET (fillfactor = 50);--> statement-breakpoint
ALTER TABLE subscriptions SET (fillfactor = 50);--> statement-breakpoint

CREATE FUNCTION refuse_change_of_activity_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('pakaura.pruning', true) = 'on' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'activity_log is immutable: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;--> statement-breakpoint
CREATE TRIGGER activity_log_is_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON activity_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_activity_log();--> statement-breakpoint
ALTER TABLE activity_log ENABLE ALWAYS TRIGGER activity_log_is_immutable;--> statement-breakpoint

-- Whoever keeps a session or token in memory or on a socket listens to `session_ended`.
CREATE FUNCTION notify_session_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('session_ended', json_build_object(TG_ARGV[0], OLD.id)::text);
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER sessions_ended AFTER DELETE ON sessions
  FOR EACH ROW EXECUTE FUNCTION notify_session_ended('session_id');--> statement-breakpoint
CREATE TRIGGER tokens_ended AFTER DELETE ON tokens
  FOR EACH ROW EXECUTE FUNCTION notify_session_ended('token_id');--> statement-breakpoint
CREATE TRIGGER users_disabled AFTER UPDATE OF disabled_at ON users
  FOR EACH ROW WHEN (NEW.disabled_at IS NOT NULL AND OLD.disabled_at IS NULL)
  EXECUTE FUNCTION notify_session_ended('user_id');--> statement-breakpoint

-- Clients that know a sequence of another epoch fetch everything again. A restore changes it.
INSERT INTO installation (key, value) VALUES ('epoch', gen_random_uuid()::text);
