package check

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"
)

// root is Dragoman's repository, as seen from this package.
const root = "../.."

// A check looks at the folder deploy of the repository in dir.
type check func(dir string) error

// checks are all that need no running process, by name.
var checks = map[string]check{
	"rules":        checkRules,
	"generated":    checkGenerated,
	"prometheus":   checkPrometheus,
	"alertmanager": checkAlertmanager,
	"kubernetes":   checkKubernetes,
	"compose":      checkCompose,
	"dashboard":    checkDashboard,
}

func TestDeploy(t *testing.T) {
	for name, check := range checks {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if err := check(root); err != nil {
				t.Error(err)
			}
		})
	}
}

// tool runs a program and returns what it writes to standard output. Its error has
// all that the program said.
func tool(name string, args ...string) ([]byte, error) {
	return pipe(nil, name, args...)
}

// pipe does the same with something on standard input.
func pipe(stdin []byte, name string, args ...string) ([]byte, error) {
	command := exec.Command(name, args...)
	command.Stdin = bytes.NewReader(stdin)
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	if err := command.Run(); err != nil {
		return nil, fmt.Errorf("%s %s: %w\n%s%s", name, strings.Join(args, " "), err, stdout.Bytes(), stderr.Bytes())
	}
	return stdout.Bytes(), nil
}

// readYAML fills v from a file in deploy.
func readYAML(dir, name string, v any) error {
	data, err := os.ReadFile(in(dir, name))
	if err != nil {
		return err
	}
	if err := yaml.Unmarshal(data, v); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// in is the path of a file in deploy.
func in(dir, name string) string { return filepath.Join(dir, "deploy", name) }
