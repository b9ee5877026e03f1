package check

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	policyv1 "k8s.io/api/policy/v1"
	"sigs.k8s.io/yaml"
)

// checkKubernetes wants every overlay to build, to have only fields that the APIs
// know, and to keep the rules of policy_test.go.
func checkKubernetes(dir string) error {
	overlays, err := filepath.Glob(in(dir, "k8s/overlays/*"))
	if err != nil || len(overlays) == 0 {
		return fmt.Errorf("there are no overlays: %w", err)
	}
	var problems []error
	for _, overlay := range overlays {
		if err := checkOverlay(overlay); err != nil {
			problems = append(problems, fmt.Errorf("overlay %s: %w", filepath.Base(overlay), err))
		}
	}
	return errors.Join(problems...)
}

func checkOverlay(dir string) error {
	manifests, err := tool("kustomize", "build", dir)
	if err != nil {
		return err
	}
	if _, err := pipe(manifests, "kubeconform", "-strict", "-schema-location", "schemas/{{ .ResourceKind }}{{ .KindSuffix }}.json"); err != nil {
		return err
	}
	o, err := parse(manifests)
	if err != nil {
		return err
	}
	return o.check()
}

// overlay holds those resources of an overlay that rules are about.
type overlay struct {
	deployments []appsv1.Deployment
	jobs        []batchv1.Job
	budgets     []policyv1.PodDisruptionBudget
	hash        map[string]bool // names of the ConfigMaps
}

var separator = regexp.MustCompile(`(?m)^---\n`)

func parse(manifests []byte) (*overlay, error) {
	o := &overlay{hash: map[string]bool{}}
	for _, document := range separator.Split(string(manifests), -1) {
		var meta struct {
			Kind     string
			Metadata struct{ Name, Namespace string }
		}
		if err := yaml.Unmarshal([]byte(document), &meta); err != nil {
			return nil, err
		}
		var err error
		switch meta.Kind {
		case "Namespace":
			if !bytes.Contains([]byte(document), []byte("pod-security.kubernetes.io/enforce: restricted\n")) {
				err = errors.New("does not enforce restricted pods")
			}
		case "Deployment":
			o.deployments, err = add(o.deployments, document)
		case "Job":
			o.jobs, err = add(o.jobs, document)
		case "PodDisruptionBudget":
			o.budgets, err = add(o.budgets, document)
		case "ConfigMap":
			o.hash[meta.Metadata.Name] = true
		}
		if err == nil && meta.Kind != "Namespace" && meta.Metadata.Namespace == "" {
			err = errors.New("is in no namespace")
		}
		if err != nil {
			return nil, fmt.Errorf("%s %s: %w", meta.Kind, meta.Metadata.Name, err)
		}
	}
	return o, nil
}

func add[T any](list []T, document string) ([]T, error) {
	var v T
	err := yaml.UnmarshalStrict([]byte(document), &v)
	return append(list, v), err
}
