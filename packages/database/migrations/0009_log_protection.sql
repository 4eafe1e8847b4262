-- The two ways in which entries of the log go. They run with the rights of who owns the tables, so that the role of
-- the services needs no right to delete, and can neither choose which entries go nor lift what protects the rest.

-- Entries of more than 90 days (FR-023a), so many at most; returns how many went.
CREATE FUNCTION prune_activity_log(most integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE
  pruned integer;
BEGIN
  PERFORM set_config('pakaura.pruning', 'on', true);
  DELETE FROM activity_log WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM activity_log WHERE time < now() - interval '90 days' LIMIT most FOR UPDATE SKIP LOCKED));
  GET DIAGNOSTICS pruned = ROW_COUNT;
  PERFORM set_config('pakaura.pruning', 'off', true);
  RETURN pruned;
END
$$;--> statement-breakpoint

-- Those of somebody who is no user any more.
CREATE FUNCTION erase_activity_log(erased_user uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM users WHERE id = erased_user) THEN
    RAISE EXCEPTION 'the log of a user who is there is kept' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM set_config('pakaura.pruning', 'on', true);
  DELETE FROM activity_log WHERE user_id = erased_user;
  PERFORM set_config('pakaura.pruning', 'off', true);
END
$$;
