package article

import "fmt"

// Reason names why a value is no article. It is a metric label and stays the
// same from version to version.
type Reason string

// The reasons.
const (
	ReasonEmpty       Reason = "empty"           // no bytes but white space
	ReasonTooLarge    Reason = "too_large"       // more bytes than Limits.MaxBytes
	ReasonTooDeep     Reason = "too_deep"        // nested deeper than Limits.MaxDepth
	ReasonInvalidUTF8 Reason = "invalid_utf8"    // neither UTF-8 nor in a declared charset
	ReasonCharset     Reason = "unknown_charset" // declared charset is not known
	ReasonUnsupported Reason = "unsupported"     // a format that has no decoder
	ReasonMalformed   Reason = "malformed"       // breaks the rules of its format
	ReasonNoText      Reason = "no_text"         // usable, but without headline and body
	ReasonSeveral     Reason = "several"         // several articles where Decode wants one
)

// DecodeError tells why a value could not be decoded. Its message is one line of
// bounded length and quotes nothing of headline or body.
type DecodeError struct {
	Format string // as in Article.Format; FormatUnknown when it failed before that was known
	Reason Reason
	Err    error // the cause, with the byte offset where there is one
}

// Error returns the message.
func (e *DecodeError) Error() string {
	return fmt.Sprintf("decode %s article: %s: %v", e.Format, e.Reason, e.Err)
}

// Unwrap returns the cause.
func (e *DecodeError) Unwrap() error { return e.Err }

// fail makes a DecodeError as fmt.Errorf makes an error.
func fail(format string, reason Reason, cause string, args ...any) error {
	return &DecodeError{Format: format, Reason: reason, Err: fmt.Errorf(cause, args...)}
}
