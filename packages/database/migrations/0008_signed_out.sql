ALTER TABLE "two_factors" ADD COLUMN "last_step" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "verifications_value" ON "verifications" USING hash ("value");--> statement-breakpoint

-- Links and half-finished sign-ins belong to a person by their value: a user's id, or an address for an operator's
-- link. One that is being used at this moment belongs to whoever uses it, and waiting for that could wait for us.
CREATE FUNCTION end_links_of(person uuid, address text) RETURNS void LANGUAGE sql AS $$
  DELETE FROM verifications WHERE id IN (
    SELECT id FROM verifications
    WHERE value IN (person::text, '{"type":"magic-link","email":' || to_json(address)::text || '}')
    FOR UPDATE SKIP LOCKED
  )
$$;--> statement-breakpoint

-- A new password ends what the old one, or a link of the same person, could still open.
CREATE FUNCTION end_links_of_password() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM end_links_of(id, email) FROM users WHERE id = NEW.user_id;
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER accounts_password_set AFTER INSERT OR UPDATE OF password ON accounts
  FOR EACH ROW WHEN (NEW.password IS NOT NULL) EXECUTE FUNCTION end_links_of_password();--> statement-breakpoint

-- A disabled account is signed out: its sessions and links are gone, and do not come back with it. Its tokens are
-- what its password is: refused until it is enabled.
CREATE FUNCTION sign_user_out() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM sessions WHERE user_id = OLD.id;
  PERFORM end_links_of(OLD.id, OLD.email);
  RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER users_disabled_are_signed_out AFTER UPDATE OF disabled_at ON users
  FOR EACH ROW WHEN (NEW.disabled_at IS NOT NULL) EXECUTE FUNCTION sign_user_out();--> statement-breakpoint
CREATE TRIGGER users_deleted_are_signed_out AFTER DELETE ON users
  FOR EACH ROW EXECUTE FUNCTION sign_user_out();--> statement-breakpoint

-- Nor does it get new ones. The row is locked, so that signing in and disabling at once do not miss each other.
CREATE FUNCTION refuse_disabled_user() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  disabled timestamptz;
BEGIN
  SELECT disabled_at INTO disabled FROM users WHERE id = NEW.user_id FOR SHARE;
  IF disabled IS NOT NULL THEN
    RAISE EXCEPTION 'the account is disabled' USING ERRCODE = 'check_violation', CONSTRAINT = 'user_is_enabled';
  END IF;
  RETURN NEW;
END
$$;--> statement-breakpoint
CREATE TRIGGER sessions_of_enabled_users BEFORE INSERT ON sessions
  FOR EACH ROW EXECUTE FUNCTION refuse_disabled_user();--> statement-breakpoint
CREATE TRIGGER tokens_of_enabled_users BEFORE INSERT ON tokens
  FOR EACH ROW EXECUTE FUNCTION refuse_disabled_user();--> statement-breakpoint

-- Accounts that were disabled before.
UPDATE users SET disabled_at = disabled_at WHERE disabled_at IS NOT NULL;--> statement-breakpoint

-- What the button of the web app made for a calendar was a token that opens every task to a program as well.
UPDATE tokens SET scope = 'feed' WHERE scope = 'read' AND name IN ('Calendar feed', 'Kalender');
