// Package secret holds values that must never be shown.
package secret

import "log/slog"

// hidden stands for a secret wherever it could be printed.
const hidden = "***"

// Secret is a value that must never be shown. It prints and logs as "***" under
// every verb; Reveal gives the value itself.
type Secret string

// Reveal returns the secret's value.
func (s Secret) Reveal() string { return string(s) }

// String returns "***", or nothing when there is no secret.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return hidden
}

// GoString keeps %#v from printing the value.
func (s Secret) GoString() string { return s.String() }

// LogValue keeps log/slog from printing the value.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText keeps encoders, JSON among them, from writing the value.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }
