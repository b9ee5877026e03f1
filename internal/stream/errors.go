package stream

import "errors"

// ErrDrainTimeout is returned by Run when a stop took longer than Config.DrainTimeout.
// Nothing is lost: what was not finished is not committed and will be read again.
var ErrDrainTimeout = errors.New("stopped before all records begun were finished: they will be read again")
