package cli

import (
	"fmt"
	"os"
	"strings"

	"github.com/alecthomas/kong"
)

// fileVariables is a kong resolver: a setting whose variable X is not in the
// environment is read from the file that X_FILE names, as container secrets are.
type fileVariables struct{}

// Validate has nothing to check: files are read on demand.
func (fileVariables) Validate(*kong.Application) error { return nil }

// Resolve returns the flag's value from its file, or nil when none is named.
// Line ends behind the value do not belong to it.
func (fileVariables) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	for _, name := range flag.Envs {
		file := os.Getenv(name + "_FILE")
		if file == "" {
			continue
		}
		if _, both := os.LookupEnv(name); both {
			return nil, fmt.Errorf("%s and %s_FILE are both set: keep one", name, name)
		}
		value, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("%s_FILE: %w", name, err)
		}
		return strings.TrimRight(string(value), "\r\n"), nil
	}
	return nil, nil
}
