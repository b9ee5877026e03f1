package check

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/compose-spec/compose-go/v2/cli"
)

// checkCompose reads the file as "docker compose config" does, with all profiles, and
// wants ports on the loopback only, versions of images, and files that are there.
func checkCompose(dir string) error {
	options, err := cli.NewProjectOptions([]string{in(dir, "compose/compose.yaml")},
		cli.WithProfiles([]string{"*"}), cli.WithResolvedPaths(true))
	if err != nil {
		return err
	}
	project, err := options.LoadProject(context.Background())
	if err != nil {
		return err
	}
	var problems []error
	bad := func(format string, args ...any) { problems = append(problems, fmt.Errorf(format, args...)) }
	for name, s := range project.Services {
		for _, p := range s.Ports {
			if p.HostIP != "127.0.0.1" {
				bad("%s: port %s is open to other machines", name, p.Published)
			}
		}
		if _, tag, ok := strings.Cut(s.Image, ":"); !ok || tag == "latest" {
			bad("%s: image %q has no version", name, s.Image)
		}
		for _, v := range s.Volumes {
			if _, err := os.Stat(v.Source); v.Type == "bind" && err != nil {
				bad("%s: %w", name, err)
			}
		}
		if s.Build != nil {
			if _, err := os.Stat(in(dir, "docker/Dockerfile")); err != nil || !strings.HasSuffix(s.Build.Dockerfile, "deploy/docker/Dockerfile") {
				bad("%s: is not built from deploy/docker/Dockerfile", name)
			}
		}
	}
	return errors.Join(problems...)
}
