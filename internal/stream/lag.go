package stream

import "context"

// reportLag tells the observer how far behind every partition is. A fetch brings
// the partition's end with it; where none came lately, because memory is used up
// or the partition waits for its outputs, the end is asked for.
func (l *loop) reportLag(ctx context.Context, partitions []*partition) {
	now := l.now()
	for _, p := range partitions {
		if p.position.stale(now.Add(-l.cfg.LagInterval)) {
			_, end, err := l.conn.bounds(ctx, p.topic, p.id)
			if err == nil {
				p.position.seen(end, l.now())
			} else if ctx.Err() == nil {
				l.cfg.Observer.Retry(StageLag, p.topic, err, l.cfg.LagInterval)
			}
		}
		if records, age, known := p.position.lag(l.now()); known && ctx.Err() == nil {
			l.cfg.Observer.Lag(p.topic, p.id, records, age)
		}
	}
}
