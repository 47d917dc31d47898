-- Recomputes the journal with psql alone: no program of ours takes part. SHA-256 only (LASTMILE_HASH=sm3: use lastmile verify).
--   psql "$LASTMILE_DATABASE_URL" -Xq -f docs/operate/verify.sql
-- Three answers; every one of them must come back with no rows. See docs/operate/verify.md.
set statement_timeout = 0;
-- One moment for all three, so that a seal made meanwhile is no fault.
begin isolation level repeatable read;

-- 1. Each subject's chain: hash = SHA-256(hash before || ten lines), numbers without a gap.
select subject, n as wrong_at from (
  select *, lag(hash, 1, decode(repeat('00', 32), 'hex')) over chain as before, lag(n, 1, 0) over chain as n_before
  from (select subject, n, act, action, at, interface, actor_id, actor, unit, data, hash from kernel_entry) entry
  window chain as (partition by subject order by n)) line
where n <> n_before + 1 or hash <> sha256(before || convert_to(concat_ws(E'\n',
  subject, n, act, action, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), interface, actor_id, actor, unit, data), 'UTF8'));

-- 2. Each seal: its entries are all there, their Merkle root (RFC 6962: leaves and nodes marked apart, an odd node carried up) is the
-- root that was kept, and the roots form a chain.
create function pg_temp.merkle(level bytea[]) returns bytea language plpgsql as $$
begin
  level := array(select sha256('\x00'::bytea || h) from unnest(level) with ordinality u(h, n) order by n);
  while cardinality(level) > 1 loop
    level := array(select case when pair[2] is null then pair[1] else sha256('\x01'::bytea || pair[1] || pair[2]) end
      from (select (n + 1) / 2 as at, array_agg(h order by n) as pair from unnest(level) with ordinality u(h, n) group by 1) p order by at);
  end loop;
  return level[1];
end $$;
select id as wrong_seal, at from (
  select s.id, s.at, s.count, s.root, s.chained, lag(s.chained, 1, decode(repeat('00', 32), 'hex')) over (order by s.id) as before,
    array(select e.hash from unnest(s.firsts, s.lasts) run(a, b) join kernel_entry e on e.id between run.a and run.b order by e.id) as leaves
  from kernel_seal s) seal
where cardinality(leaves) <> count or pg_temp.merkle(leaves) is distinct from root or sha256(before || root) <> chained;

-- 3. No entry is outside both the seals and the queue for the next seal. A negative number: an entry was taken away.
select total - sealed - waiting as outside_every_seal from (
  select (select count(*) from kernel_entry) as total, (select coalesce(sum(count), 0) from kernel_seal) as sealed,
    (select count(*) from kernel_entryunsealed) as waiting) sums
where total <> sealed + waiting;
rollback;
