-- What tasks are searched by has plain quotes, dashes and slashes from here on, and nothing that nobody sees:
-- `’` is found by `'`. What was folded before is folded on, as domain/search.ts would. Also called when a backup of
-- before is restored.
CREATE FUNCTION "fold_search_signs"() RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $function$
  UPDATE tasks SET search_text = translate(
    regexp_replace(
      regexp_replace(
        -- A letter after one of these had a space before it.
        regexp_replace(search_text, E'([^ ])[\u00ad\u200b-\u200d\u2060\ufeff]+ (?=[[:alnum:]])', '\1', 'g'),
        E'[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff]', '', 'g'),
      -- These counted as letters, so that there was no space after them.
      E'[\u02b9\u02bb\u02bc\u02bd\u02bf\u02c8\ua78c](?=[[:alnum:]])', ''' ', 'g'),
    E'\u2018\u2019\u201a\u201b\u2032\u2035`\u02b9\u02bb\u02bc\u02bd\u02bf\u02c8\u2039\u203a\u05f3\ua78c' ||
      E'\u201c\u201d\u201e\u201f\u2036\u00ab\u00bb\u02ba\u05f4\u301d\u301e\u301f\u2e42' ||
      E'\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\u02d7\u2e3a\u2e3b\u2044\u2215',
    repeat('''', 17) || repeat('"', 13) || repeat('-', 11) || '//')
  WHERE search_text ~ E'[`\u00ab\u00ad\u00bb\u02b9-\u02bd\u02bf\u02c8\u02d7\u034f\u05f3\u05f4\u061c\u115f\u1160\u180b-\u180f\u200b-\u206f\u2212\u2215\u2e3a\u2e3b\u2e42\u301d-\u301f\u3164\ua78c\ufe00-\ufe0f\ufeff]'
$function$;--> statement-breakpoint
SELECT "fold_search_signs"();
