// Package alerting stands in for the part of Grafana's HTTP API with which alert
// rules are managed: folders, contact points, teams and rules, kept in memory.
// It answers as Grafana 12.3 was recorded to (testdata/alerting-contract.json of
// the server) and evaluates nothing: every rule is inactive.
package alerting

import (
	"encoding/json"
	"net/http"
	"slices"
	"sync"
	"time"
)

const (
	rulesPath = "/api/v1/provisioning/alert-rules"
	groupPath = "/api/v1/provisioning/folder/{folder}/rule-groups/{group}"
)

// contactPoint is the only one that a new Grafana has.
const contactPoint = "grafana-default-email"

// Store keeps folders and rules. Make one with New.
type Store struct {
	now  func() time.Time
	role func(*http.Request) (string, error)

	mu        sync.Mutex
	folders   []folder
	rules     []rule
	intervals map[groupKey]int // seconds
	lastID    int
}

type groupKey struct{ folder, group string }

// New makes an empty store. The role of a request decides what it may do.
func New(now func() time.Time, role func(*http.Request) (string, error)) *Store {
	return &Store{now: now, role: role, intervals: map[groupKey]int{}}
}

// Register adds the store's paths to a mux.
func (s *Store) Register(mux *http.ServeMux) {
	everyone := []string{"Viewer", "Editor", "Admin"}
	editors := []string{"Editor", "Admin"}
	admins := []string{"Admin"}
	for _, route := range []struct {
		pattern string
		roles   []string
		right   string
		handle  func(*http.Request) answer
	}{
		{"GET /api/folders/{uid}", everyone, "folders:read", s.showFolder},
		{"POST /api/folders", editors, "folders:create", s.makeFolder},
		{"DELETE /api/folders/{uid}", editors, "folders:delete", s.deleteFolder},
		{"GET /api/search", everyone, "folders:read", s.searchFolders},
		{"GET /api/teams/search", admins, "teams:read", s.searchTeams},
		{"GET /api/alertmanager/grafana/config/api/v1/receivers", everyone, "alert.notifications:read", s.receivers},
		{"GET /api/prometheus/grafana/api/v1/rules", everyone, "alert.rules:read", s.states},
		{"GET " + rulesPath, everyone, "alert.rules:read", s.listRules},
		{"GET " + rulesPath + "/{uid}", everyone, "alert.rules:read", s.showRule},
		{"POST " + rulesPath, editors, "alert.rules:create", s.makeRule},
		{"PUT " + rulesPath + "/{uid}", editors, "alert.rules:write", s.changeRule},
		{"DELETE " + rulesPath + "/{uid}", editors, "alert.rules:delete", s.deleteRule},
		{"GET " + groupPath, everyone, "alert.rules:read", s.showGroup},
		{"PUT " + groupPath, editors, "alert.rules:write", s.writeGroup},
	} {
		mux.HandleFunc(route.pattern, func(w http.ResponseWriter, r *http.Request) {
			role, err := s.role(r)
			switch {
			case err != nil:
				refuse(http.StatusBadRequest, err.Error()).write(w)
			case !slices.Contains(route.roles, role):
				denied(route.right).write(w)
			default:
				s.mu.Lock()
				defer s.mu.Unlock()
				route.handle(r).write(w)
			}
		})
	}
}

// answer is a status and what is written as JSON; nothing for a nil body.
type answer struct {
	status int
	body   any
}

func ok(body any) answer { return answer{http.StatusOK, body} }

func refuse(status int, message string) answer {
	return answer{status, map[string]any{"message": message}}
}

func classified(status int, id, message string) answer {
	return answer{status, map[string]any{"statusCode": status, "messageId": id, "message": message}}
}

func denied(right string) answer {
	return answer{http.StatusForbidden, map[string]any{
		"accessErrorId": "preview", "title": "Access denied",
		"message": "You'll need additional permissions to perform this action. Permissions needed: " + right,
	}}
}

func (a answer) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(a.status)
	if a.body != nil {
		_ = json.NewEncoder(w).Encode(a.body) // the caller may be gone
	}
}
