-- A service has one name everywhere from here on, its app id, and goes on where it was under it: its place in the event
-- log, its state, its dead letters and its jobs. Also called when a backup of before is restored.
-- The app id for what a service was named before, alone or before the slash of a job's key; any other as it is.
CREATE FUNCTION "app_id"(name text) RETURNS text LANGUAGE sql IMMUTABLE AS $function$
  SELECT regexp_replace(name, '^(notification|recurring|audit)(?=/|$)', '\1-service')
$function$;--> statement-breakpoint
CREATE FUNCTION "rename_services"() RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $function$
  UPDATE subscriptions SET consumer_group = app_id(consumer_group) WHERE consumer_group <> app_id(consumer_group);
  UPDATE state SET service = app_id(service) WHERE service <> app_id(service);
  UPDATE dead_letters SET consumer_group = app_id(consumer_group) WHERE consumer_group <> app_id(consumer_group);
$function$;--> statement-breakpoint
SELECT "rename_services"();--> statement-breakpoint
-- The tables of the library of jobs are there when a service had one.
DO $$ BEGIN
  IF to_regclass('graphile_worker._private_jobs') IS NOT NULL THEN
    UPDATE graphile_worker._private_tasks SET identifier = app_id(identifier) WHERE identifier <> app_id(identifier);
    UPDATE graphile_worker._private_jobs SET key = app_id(key) WHERE key <> app_id(key);
  END IF;
END $$;
