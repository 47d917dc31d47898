-- No change of a guarded table outside an act; no change of the journal at all.
create function lastmile_needs_act() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('lastmile.act', true), '') = '' then
    raise exception 'change of % outside an action', tg_table_name using errcode = 'LM001';
  end if;
  return null;
end $$;
create function lastmile_never() returns trigger language plpgsql as $$
begin raise exception 'the journal is never changed' using errcode = 'LM002'; end $$;
create function lastmile_guard(t regclass) returns void language plpgsql as $$
begin
  execute format('create trigger needs_act before insert or update or delete on %s for each statement'
                 ' execute function lastmile_needs_act()', t);
end $$;
select lastmile_guard(t) from unnest(array[
  'kernel_unit', 'kernel_unitalias', 'kernel_above', 'kernel_person', 'kernel_post', 'kernel_token', 'kernel_item', 'kernel_itemtext',
  'kernel_itempart', 'kernel_clockevent', 'kernel_serial', 'kernel_evidence', 'kernel_calendaryear', 'kernel_done', 'kernel_entry'
]::regclass[]) t;
create trigger never before update or delete on kernel_entry for each statement execute function lastmile_never();
create trigger never before update or delete on kernel_seal for each statement execute function lastmile_never();

-- Each committed entry waits in entry_unsealed for the next seal. Visibility does the work: an entry that commits late
-- appears late in the queue, and no transaction id is stored, so a dump and restore changes nothing.
create function lastmile_to_seal() returns trigger language plpgsql as $$
begin insert into kernel_entryunsealed (entry_id) select id from made; return null; end $$;
create trigger to_seal after insert on kernel_entry referencing new table as made
  for each statement execute function lastmile_to_seal();
