// Package cli holds what Dragoman's commands share: how settings are read from
// flags, the environment and files, the flags of the Kafka connection, and what
// an exit status means.
package cli

import (
	"errors"
	"fmt"
	"io"

	"github.com/alecthomas/kong"
)

// EnvPrefix begins the name of every environment variable that is a setting:
// the flag --sasl-username is also DRAGOMAN_SASL_USERNAME.
const EnvPrefix = "DRAGOMAN"

// The exit statuses.
const (
	ExitOK      = 0 // all went well
	ExitFailure = 1 // the work failed, in whole or in part
	ExitUsage   = 2 // a setting is wrong; nothing was done
)

// UsageError is a wrong setting. Its message names the setting and what is
// allowed, in one line.
type UsageError struct{ Err error }

// Error returns the message.
func (e *UsageError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *UsageError) Unwrap() error { return e.Err }

// Usagef makes a UsageError as fmt.Errorf does.
func Usagef(format string, args ...any) error {
	return &UsageError{Err: fmt.Errorf(format, args...)}
}

// Parse fills grammar, a pointer to a struct with kong tags, from args and the
// environment, and returns the parsed command line. Flags win over variables,
// variables over defaults. Every variable DRAGOMAN_X may instead be given as
// DRAGOMAN_X_FILE, the name of a file that holds the value. --help prints to
// stdout and ends the process with status 0; a wrong setting is a UsageError.
func Parse(grammar any, name, description string, args []string, stdout, stderr io.Writer, options ...kong.Option) (*kong.Context, error) {
	options = append([]kong.Option{
		kong.Name(name),
		kong.Description(description),
		kong.DefaultEnvars(EnvPrefix),
		kong.Resolvers(fileVariables{}),
		kong.Writers(stdout, stderr),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	}, options...)
	parser, err := kong.New(grammar, options...)
	if err != nil {
		return nil, fmt.Errorf("build the command line: %w", err)
	}
	context, err := parser.Parse(args)
	if err != nil {
		return nil, &UsageError{Err: err}
	}
	return context, nil
}

// Exit reports err, if any, as one line "name: error" on stderr and returns the
// exit status that it stands for.
func Exit(name string, err error, stderr io.Writer) int {
	if err == nil {
		return ExitOK
	}
	fmt.Fprintf(stderr, "%s: %v\n", name, err)
	if _, ok := errors.AsType[*UsageError](err); ok {
		return ExitUsage
	}
	return ExitFailure
}
