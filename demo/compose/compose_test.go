// Package compose checks docker-compose.yml, which CI cannot run.
package compose

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
)

const root = "../.."

func load(t *testing.T) *types.Project {
	t.Helper()
	options, err := cli.NewProjectOptions([]string{filepath.Join(root, "docker-compose.yml")}, cli.WithName("headroom"))
	if err != nil {
		t.Fatal(err)
	}
	project, err := options.LoadProject(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return project
}

func TestImagesArePinned(t *testing.T) {
	pinned := regexp.MustCompile(`^[a-z/]+:v?\d+\.\d+(\.\d+)?$`)
	for name, service := range load(t).Services {
		if !pinned.MatchString(service.Image) {
			t.Errorf("%s: the image %q has no pinned version", name, service.Image)
		}
	}
}

// What is mounted is in the repository, or made by a target that the file names.
func TestMountsExist(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "docker-compose.yml"))
	if err != nil {
		t.Fatal(err)
	}
	made := map[string]string{"dist": "make dist", "demo/.data/export/prometheus": "make demo-data", "demo/.data/export/postgres": "make demo-data"}
	absolute, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	for name, service := range load(t).Services {
		for _, volume := range service.Volumes {
			path, err := filepath.Rel(absolute, volume.Source)
			if err != nil {
				t.Fatal(err)
			}
			if target, ok := made[path]; ok {
				if !strings.Contains(string(text), target) {
					t.Errorf("%s mounts %s, and the file does not say that %s makes it", name, path, target)
				}
				continue
			}
			if _, err := os.Stat(volume.Source); err != nil {
				t.Errorf("%s mounts %s: %v", name, path, err)
			}
		}
	}
}

func TestEveryUnsignedPluginIsAllowed(t *testing.T) {
	value := load(t).Services["grafana"].Environment["GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS"]
	if value == nil {
		t.Fatal("no plugin is allowed")
	}
	allowed := strings.Split(*value, ",")
	manifests, err := filepath.Glob(filepath.Join(root, "src", "plugin.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, pattern := range []string{"src/*/plugin.json", "src/*/*/plugin.json"} {
		more, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(pattern)))
		if err != nil {
			t.Fatal(err)
		}
		manifests = append(manifests, more...)
	}
	var ids []string
	for _, manifest := range manifests {
		text, err := os.ReadFile(manifest)
		if err != nil {
			t.Fatal(err)
		}
		var plugin struct{ ID string }
		if err := json.Unmarshal(text, &plugin); err != nil {
			t.Fatalf("%s: %v", manifest, err)
		}
		ids = append(ids, plugin.ID)
	}
	slices.Sort(ids)
	slices.Sort(allowed)
	if !slices.Equal(ids, allowed) {
		t.Errorf("allowed are %v, the plugins are %v", allowed, ids)
	}
}

// Every variable of the provisioning files is set for the container.
func TestProvisioningVariablesAreSet(t *testing.T) {
	environment := load(t).Services["grafana"].Environment
	variable := regexp.MustCompile(`[^$]\$\{?([A-Z_]+)\}?`)
	files, err := filepath.Glob(filepath.Join(root, "provisioning", "datasources", "*.yaml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no provisioning files: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			if strings.HasPrefix(strings.TrimSpace(line), "#") {
				continue
			}
			for _, match := range variable.FindAllStringSubmatch(line, -1) {
				if _, ok := environment[match[1]]; !ok {
					t.Errorf("%s uses %s, which docker-compose.yml does not set", file, match[1])
				}
			}
		}
	}
}
