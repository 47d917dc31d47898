-- Tallies: writers only append deltas; one folder moves them into kernel_tally, rolled up to every unit above.
create function lastmile_count_new() returns trigger language plpgsql as $$
begin
  insert into kernel_tallydelta (unit_id, kind, area, state, light, late, n)
    select unit_id, kind, area, state, light, late, count(*) from made group by 1, 2, 3, 4, 5, 6;
  return null;
end $$;
create function lastmile_count_change() returns trigger language plpgsql as $$
begin
  insert into kernel_tallydelta (unit_id, kind, area, state, light, late, n)
    select unit_id, kind, area, state, light, late, sum(n) from (
      select unit_id, kind, area, state, light, late, 1 as n from made
      union all select unit_id, kind, area, state, light, late, -1 from was) x
    group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0;
  return null;
end $$;
create function lastmile_count_gone() returns trigger language plpgsql as $$
begin
  insert into kernel_tallydelta (unit_id, kind, area, state, light, late, n)
    select unit_id, kind, area, state, light, late, -count(*) from was group by 1, 2, 3, 4, 5, 6;
  return null;
end $$;
create trigger count_new after insert on kernel_item referencing new table as made
  for each statement execute function lastmile_count_new();
create trigger count_change after update on kernel_item referencing old table as was new table as made
  for each statement execute function lastmile_count_change();
create trigger count_gone after delete on kernel_item referencing old table as was
  for each statement execute function lastmile_count_gone();

-- Fold at most `most` deltas. One statement, so a reader sees a delta or its effect, never both, never neither.
-- Only one folder at a time (the lock is not waited for); no writer ever waits for it.
create function lastmile_fold(most int) returns int language plpgsql as $$
declare folded int;
begin
  if not pg_try_advisory_xact_lock(hashtext('lastmile.fold')) then return 0; end if;
  with gone as (
    delete from kernel_tallydelta where id in (select id from kernel_tallydelta order by id limit most)
    returning unit_id, kind, area, state, light, late, n),
  sums as (select unit_id, kind, area, state, light, late, sum(n) as n, count(*) as rows from gone group by 1, 2, 3, 4, 5, 6),
  put as (
    insert into kernel_tally as t (unit_id, kind, area, state, light, late, n)
    select a.above_id, kind, area, state, light, late, sum(n) from sums join kernel_above a using (unit_id)
    group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0 order by 1, 2, 3, 4, 5, 6
    on conflict (unit_id, kind, area, state, light, late) do update set n = t.n + excluded.n)
  select coalesce(sum(rows), 0) into folded from sums;
  return folded;
end $$;

-- What every reader reads: folded and unfolded together. A condition on unit_id or state reaches both halves.
create view kernel_tally_now as
  select unit_id, kind, area, state, light, late, n from kernel_tally
  union all select a.above_id, d.kind, d.area, d.state, d.light, d.late, d.n from kernel_tallydelta d join kernel_above a using (unit_id);

-- From nothing: after a reorganisation, or to check.
create function lastmile_recount() returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('lastmile.fold'));
  lock table kernel_item in share mode;
  delete from kernel_tallydelta; delete from kernel_tally;
  insert into kernel_tally (unit_id, kind, area, state, light, late, n)
    select above_id, kind, area, state, light, late, count(*) from kernel_item join kernel_above using (unit_id) group by 1, 2, 3, 4, 5, 6;
end $$;
