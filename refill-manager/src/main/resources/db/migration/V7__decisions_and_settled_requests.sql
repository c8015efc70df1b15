alter table refill add column settled_at timestamptz;
alter table refill add column repeats boolean not null default false;

comment on column refill.settled_at is 'The end of the last request''s lease: from then on nothing of it can be sent or arrive. Null before the first request, and for requests of a release before this column.';
comment on column refill.repeats is 'Whether the last request repeats one that the panel may have taken: "not sent" and "later" leave the doubt.';

update refill set settled_at = case state when 'REQUESTING' then greatest(due_at, requested_at) else requested_at end
where requested_at is not null;

alter table watched_order add column unsettled_refill bigint;
alter table watched_order add column unsettled_evidence text;

comment on column watched_order.unsettled_refill is 'The refill that was given up and may still run; a release names it.';
comment on column watched_order.unsettled_evidence is 'What showed its drop: only the same observer can see that it is refilled.';

update watched_order o set unsettled_refill = r.id, unsettled_evidence = r.evidence
from (select distinct on (order_id) order_id, id, evidence from refill where state = 'CLOSED' order by order_id, id desc) r
where o.unsettled and r.order_id = o.order_id;

alter table watched_order add column later_drop text;
alter table watched_order add column later_missing bigint;
alter table watched_order add column later_explanation text;

comment on column watched_order.later_drop is 'Evidence of a drop that was noticed while an earlier refill is with an operator; it is looked at when that ends.';
