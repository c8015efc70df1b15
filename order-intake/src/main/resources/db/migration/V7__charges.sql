alter table orders
    add column rate numeric,
    add column currency text;

comment on column orders.rate is 'The panel''s rate for 1000 when the order was last claimed: lists change, and what an order costs does not.';
comment on column orders.currency is 'Of rate and charge.';
comment on column orders.charge is 'What it costs by the rate at its claim: rate x quantity / 1000.';

update orders o set currency = s.currency
  from service s
 where s.panel = o.panel and s.id = o.service and o.charge is not null;

create table order_progress (
    order_id bigint not null,
    child text not null default '',
    revision bigint not null,
    event_id text not null,
    leftover numeric,
    leftover_currency text,
    primary key (order_id, child)
)
-- Updated in place while an order is watched: room on the page keeps the index out of it.
with (fillfactor = 80);

comment on table order_progress is 'The last report of each order at its panel, and of each child of one; the report itself is in order_event.';
comment on column order_progress.child is 'The child''s id at the panel; empty for the order itself.';
comment on column order_progress.revision is 'Of that report on orders.status; an earlier one changes nothing.';
comment on column order_progress.leftover is 'The total that was reported last; null if none was.';

insert into order_progress (order_id, revision, event_id)
select distinct on (order_id) order_id, revision, event_id
  from order_event
 where type in ('order.status-changed', 'order.progressed') and data::json -> 'child' is null
 order by order_id, revision desc;
