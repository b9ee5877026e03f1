package check

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

// grace is how long a pod may take to end, in seconds; the consumer drains for 40.
const grace = 60

// check holds the overlay to what every installation of Dragoman keeps.
func (o *overlay) check() error {
	var problems []error
	report := func(kind, name string, err error) {
		if err != nil {
			problems = append(problems, fmt.Errorf("%s %s: %w", kind, name, err))
		}
	}
	for _, d := range o.deployments {
		template := &d.Spec.Template
		report("Deployment", d.Name, errors.Join(o.checkPod(template), checkServing(template), o.checkBudget(d.Name, template)))
	}
	for _, j := range o.jobs {
		report("Job", j.Name, o.checkPod(&j.Spec.Template))
	}
	if len(o.deployments)+len(o.jobs) == 0 {
		problems = append(problems, errors.New("nothing runs"))
	}
	return errors.Join(problems...)
}

// checkPod is about every pod: restricted, without rights in the cluster, bounded.
func (o *overlay) checkPod(template *corev1.PodTemplateSpec) error {
	var problems []error
	bad := func(format string, args ...any) { problems = append(problems, fmt.Errorf(format, args...)) }
	if err := checkRestricted(template); err != nil {
		problems = append(problems, err)
	}
	spec := &template.Spec
	if spec.AutomountServiceAccountToken == nil || *spec.AutomountServiceAccountToken {
		bad("a token of the API is mounted")
	}
	if spec.TerminationGracePeriodSeconds == nil || *spec.TerminationGracePeriodSeconds < grace {
		bad("terminationGracePeriodSeconds is less than %d", grace)
	}
	for _, c := range slices.Concat(spec.InitContainers, spec.Containers) {
		if c.SecurityContext == nil || c.SecurityContext.ReadOnlyRootFilesystem == nil || !*c.SecurityContext.ReadOnlyRootFilesystem {
			bad("%s: the root file system can be written to", c.Name)
		}
		if _, limited := c.Resources.Limits[corev1.ResourceCPU]; limited {
			bad("%s: has a limit of CPU", c.Name)
		}
		if tag := c.Image[strings.LastIndex(c.Image, ":")+1:]; tag == c.Image || tag == "latest" {
			bad("%s: image %s has no version", c.Name, c.Image)
		}
		if err := checkMemory(&c); err != nil {
			bad("%s: %w", c.Name, err)
		}
		for _, from := range c.EnvFrom {
			if from.ConfigMapRef != nil && !o.hash[from.ConfigMapRef.Name] {
				bad("%s: there is no ConfigMap %s", c.Name, from.ConfigMapRef.Name)
			}
		}
	}
	return errors.Join(problems...)
}

// checkRestricted asks the code that admits pods in a namespace with this level.
func checkRestricted(template *corev1.PodTemplateSpec) error {
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		return err
	}
	level := api.LevelVersion{Level: api.LevelRestricted, Version: api.LatestVersion()}
	result := policy.AggregateCheckResults(evaluator.EvaluatePod(level, &template.ObjectMeta, &template.Spec))
	if !result.Allowed {
		return fmt.Errorf("pod is not restricted: %s", result.ForbiddenDetail())
	}
	return nil
}

// checkMemory wants Go to know the limit of memory, with some room below it for what
// is not Go's.
func checkMemory(c *corev1.Container) error {
	limit := c.Resources.Limits.Memory().Value()
	i := slices.IndexFunc(c.Env, func(e corev1.EnvVar) bool { return e.Name == "GOMEMLIMIT" })
	if limit == 0 || i < 0 {
		return errors.New("memory limit or GOMEMLIMIT is missing")
	}
	soft, err := resource.ParseQuantity(strings.TrimSuffix(c.Env[i].Value, "B"))
	if err != nil {
		return fmt.Errorf("GOMEMLIMIT: %w", err)
	}
	if share := float64(soft.Value()) / float64(limit); share < 0.8 || share > 0.92 {
		return fmt.Errorf("GOMEMLIMIT is %.0f %% of the memory limit, not 80 to 92", share*100)
	}
	return nil
}

// checkServing is about pods that run for ever: they tell their state, and an outage
// of Kafka does not restart them.
func checkServing(template *corev1.PodTemplateSpec) error {
	c := &template.Spec.Containers[0]
	for name, probe := range map[string]*corev1.Probe{"startup": c.StartupProbe, "liveness": c.LivenessProbe} {
		if probe == nil || probe.HTTPGet == nil || probe.HTTPGet.Path != "/healthz" {
			return fmt.Errorf("%s probe does not ask for /healthz", name)
		}
	}
	if p := c.ReadinessProbe; p == nil || p.HTTPGet == nil || p.HTTPGet.Path != "/readyz" {
		return errors.New("readiness probe does not ask for /readyz")
	}
	if len(template.Spec.TopologySpreadConstraints) == 0 {
		return errors.New("nothing spreads the pods over nodes")
	}
	return nil
}

// checkBudget wants exactly one disruption budget for the pods.
func (o *overlay) checkBudget(name string, template *corev1.PodTemplateSpec) error {
	found := 0
	for _, b := range o.budgets {
		selector, err := metav1.LabelSelectorAsSelector(b.Spec.Selector)
		if err != nil {
			return err
		}
		if selector.Matches(labels.Set(template.Labels)) {
			found++
		}
	}
	if found != 1 {
		return fmt.Errorf("%d disruption budgets are about %s, not 1", found, name)
	}
	return nil
}
