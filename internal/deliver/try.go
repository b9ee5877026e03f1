package deliver

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// The ways in which a try fails for good.
var (
	errGone    = errors.New("the receiver answered 410: it is gone")
	errRefused = errors.New("the receiver refuses it")
)

// laterError is a failure that names when to try again.
type laterError struct {
	after time.Duration
	err   error
}

func (e *laterError) Error() string { return e.err.Error() }
func (e *laterError) Unwrap() error { return e.err }

// final tells whether a further try is of no use.
func final(err error) bool {
	return errors.Is(err, errGone) || errors.Is(err, errRefused) || errors.Is(err, errPrivate)
}

// maxAnswer is how much of an answer is read, so that the connection can be used again.
const maxAnswer = 64 << 10

// try sends one request and tells what the answer means.
func try(client *http.Client, req *http.Request, now func() time.Time) error {
	res, err := client.Do(req)
	if err != nil {
		return withoutAddress(err)
	}
	defer res.Body.Close()
	_, _ = io.CopyN(io.Discard, res.Body, maxAnswer)
	switch code := res.StatusCode; {
	case code >= 200 && code < 300:
		return nil
	case code == http.StatusGone:
		return errGone
	case code >= 300 && code < 400:
		return fmt.Errorf("%w: it answered %d, and redirects are not followed", errRefused, code)
	case code == http.StatusTooManyRequests, code == http.StatusServiceUnavailable:
		err := fmt.Errorf("it answered %d", code)
		if after, ok := retryAfter(res.Header.Get("Retry-After"), now()); ok {
			return &laterError{after, err}
		}
		return err
	case code >= 500, code == http.StatusRequestTimeout, code == http.StatusTooEarly:
		return fmt.Errorf("it answered %d", code)
	default:
		return fmt.Errorf("%w: it answered %d", errRefused, code)
	}
}

// withoutAddress takes the address out of an error: it may be a secret.
func withoutAddress(err error) error {
	if failed, ok := errors.AsType[*url.Error](err); ok {
		if failed.Timeout() && !errors.Is(failed.Err, context.Canceled) {
			return errors.New("no answer in time")
		}
		return failed.Err
	}
	return err
}

// retryAfter reads the header of that name: seconds, or a date.
func retryAfter(value string, now time.Time) (time.Duration, bool) {
	if seconds, err := strconv.Atoi(value); err == nil && seconds >= 0 {
		return min(time.Duration(seconds)*time.Second, maxWait), true
	}
	if at, err := http.ParseTime(value); err == nil {
		return min(max(0, at.Sub(now)), maxWait), true
	}
	return 0, false
}

// The waits between tries: the first, doubled each time up to the last of them. A
// receiver may ask for no more than maxWait.
const (
	firstWait = 2 * time.Second
	lastWait  = 10 * time.Minute
	maxWait   = time.Hour
)

// wait is the pause after try n, counting from 1, that failed with err. jitter is
// between 0 and 1 and shortens it by up to a quarter, so that receivers that come back
// are not met by all senders at once.
func wait(n int, err error, jitter float64) time.Duration {
	if later, ok := errors.AsType[*laterError](err); ok {
		return later.after
	}
	d := lastWait
	if n < 10 {
		d = min(lastWait, firstWait<<(n-1))
	}
	return d - time.Duration(jitter*float64(d)/4)
}
