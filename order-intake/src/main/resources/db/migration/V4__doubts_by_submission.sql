-- Ids at a panel: some panels have a second id space, so that two orders may rightly have the same number.
alter table orders add column panel_order_kind text not null default 'NORMAL';
alter table orders add column order_kind text;
alter table orders add column panel_order_boundless boolean not null default false;
alter table orders add column balance_before numeric;
alter table orders add column balance_before_at timestamptz;
alter table orders add column panel_status_at timestamptz;

comment on column orders.panel_order_kind is 'The id space that panel_order_id is in: NORMAL, or DRIP_FEED where the panel keeps drip-feeds apart.';
comment on column orders.order_kind is 'NORMAL, DRIP_FEED or SUBSCRIPTION as order.accepted says; the last two have children at the panel.';
comment on column orders.panel_order_boundless is 'The id bounds no search: an operator attached it although the panel did not confirm it, or attached it to a later submission than the first.';
comment on column orders.balance_before is 'The panel''s balance as last read before the claim; a doubt about the submission copies it.';
comment on column orders.panel_status_at is 'When panel_status was last changed.';

-- Without the arrow that reads texts: it would fail on an escaped zero character in somebody's tags.
update orders o
   set order_kind = case (e.data::json -> 'kind')::text when '"DRIP_FEED"' then 'DRIP_FEED'
                                                        when '"SUBSCRIPTION"' then 'SUBSCRIPTION' else 'NORMAL' end
  from order_event e
 where e.order_id = o.id and e.type = 'order.accepted' and o.state = 'ACCEPTED';

alter table orders drop constraint orders_panel_panel_order_id_key;
alter table orders add constraint orders_panel_order_key unique (panel, panel_order_kind, panel_order_id);

create index orders_parents on orders (panel, id)
 where state = 'ACCEPTED' and order_kind in ('DRIP_FEED', 'SUBSCRIPTION');
comment on index orders_parents is 'For the children of our own orders, which a search must not take for strangers.';
create index orders_not_over on orders (panel)
 where state = 'ACCEPTED' and (panel_status is null or panel_status not in
       ('COMPLETED', 'PARTIAL', 'CANCELED', 'REFUNDED', 'FAILED', 'EXPIRED'));
comment on index orders_not_over is 'For orders that may have been given money back for between two readings of a balance.';

create table child_order (
    panel text not null,
    panel_order_id text not null,
    parent bigint not null references orders (id),
    found_at timestamptz not null,
    primary key (panel, panel_order_id)
);

comment on table child_order is 'Orders that a panel made of our drip-feeds and subscriptions: they answer to our key and are no lost orders.';

-- A doubt is about one submission of an order; earlier ones keep their evidence, decision and key.
alter table doubt drop constraint doubt_pkey;
alter table doubt add primary key (order_id, fence);
alter table doubt rename column needs_person to needs_operator;
alter table doubt add column still_searched boolean not null default true;
alter table doubt add column kind text default 'NORMAL';
alter table doubt add column answered_id text;
alter table doubt add column decided_id text;
alter table doubt add column silent_rounds int not null default 0;

comment on table doubt is 'Submissions that a panel may have taken: the evidence, what the search found, and who decided what.';
comment on column doubt.fence is 'Which submission it is about: the fence of its claim. A decision names it.';
comment on column doubt.still_searched is 'False once only an operator can settle it.';
comment on column doubt.kind is 'The id space that the panel would have put the order in; null where that cannot be said.';
comment on column doubt.answered_id is 'The id that the panel answered, if another order of ours had it already.';
comment on column doubt.decided_id is 'The id that the decision gave the order.';
comment on column doubt.silent_rounds is 'How many rounds in a row the panel''s answers were missing or said nothing.';
comment on column doubt.balance_before is 'The panel''s balance as last read before the order was claimed: the second witness.';
comment on column doubt.decision_key is 'The operator''s Idempotency-Key: the same decision twice is one, also after the order was submitted again.';

update doubt set still_searched = false where needs_operator;
update doubt d set decided_id = o.panel_order_id
  from orders o
 where o.id = d.order_id and o.state = 'ACCEPTED' and d.decision in ('ADOPTED', 'ATTACHED', 'LATE_ANSWER');
-- Which id space an open doubt about a drip-feed is in was not kept: no search proves it absent.
update doubt d set kind = null
  from orders o
 where o.id = d.order_id and d.decision is null and o.request like '%"dripFeed":{%';

alter table late_answer add column panel_order_kind text not null default 'NORMAL';

alter table panel_state add column doubts_by text;
alter table panel_state add column doubts_until timestamptz;
alter table panel_state add column balance_rose_at timestamptz;
alter table panel_state add column paid_back_at timestamptz;
comment on column panel_state.doubts_by is 'The replica that looks into the panel''s doubts, until doubts_until; renewed before each call to the panel.';
comment on column panel_state.balance_rose_at is 'When the balance was last seen to be higher than before: money came in.';
comment on column panel_state.paid_back_at is 'When an order was last seen in a status for which panels give money back.';
