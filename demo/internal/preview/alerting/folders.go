package alerting

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
)

type folder struct {
	ID    int    `json:"id"`
	UID   string `json:"uid"`
	OrgID int    `json:"orgId"`
	Title string `json:"title"`
	URL   string `json:"url"`
}

func (s *Store) folder(uid string) (folder, bool) {
	i := slices.IndexFunc(s.folders, func(f folder) bool { return f.UID == uid })
	if i < 0 {
		return folder{}, false
	}
	return s.folders[i], true
}

// showFolder answers 403 for a folder that is not there, as Grafana does.
func (s *Store) showFolder(r *http.Request) answer {
	f, found := s.folder(r.PathValue("uid"))
	if !found {
		return denied("folders:read")
	}
	return ok(f)
}

func (s *Store) makeFolder(r *http.Request) answer {
	var wanted folder
	if err := json.NewDecoder(r.Body).Decode(&wanted); err != nil {
		return refuse(http.StatusBadRequest, "bad request data: "+err.Error())
	}
	if wanted.Title == "" {
		return refuse(http.StatusBadRequest, "folder title cannot be empty")
	}
	if _, taken := s.folder(wanted.UID); taken {
		return refuse(http.StatusPreconditionFailed, "the folder has been changed by someone else")
	}
	s.lastID++
	if wanted.UID == "" {
		wanted.UID = fmt.Sprintf("preview-folder-%d", s.lastID)
	}
	f := folder{ID: s.lastID, UID: wanted.UID, OrgID: 1, Title: wanted.Title, URL: "/dashboards/f/" + url.PathEscape(wanted.UID)}
	s.folders = append(s.folders, f)
	return ok(f)
}

func (s *Store) deleteFolder(r *http.Request) answer {
	uid := r.PathValue("uid")
	if _, found := s.folder(uid); !found {
		return denied("folders:delete")
	}
	if slices.ContainsFunc(s.rules, func(stored rule) bool { return stored.FolderUID == uid }) {
		return classified(http.StatusBadRequest, "folder.not-empty", "Folder cannot be deleted: folder is not empty")
	}
	s.folders = slices.DeleteFunc(s.folders, func(f folder) bool { return f.UID == uid })
	return refuse(http.StatusOK, "Folder deleted")
}

// searchFolders lists the folders that the caller may edit: none of a viewer's.
func (s *Store) searchFolders(r *http.Request) answer {
	found := []map[string]any{}
	if role, err := s.role(r); err == nil && role != "Viewer" {
		for _, f := range s.folders {
			found = append(found, map[string]any{
				"id": f.ID, "uid": f.UID, "orgId": f.OrgID, "title": f.Title, "url": f.URL, "type": "dash-folder",
			})
		}
	}
	return ok(found)
}

func (s *Store) searchTeams(*http.Request) answer {
	return ok(map[string]any{
		"totalCount": 1, "page": 1, "perPage": 1000,
		"teams": []map[string]any{{"id": 1, "uid": "payments", "orgId": 1, "name": "payments", "email": "", "memberCount": 1}},
	})
}

func (s *Store) receivers(*http.Request) answer {
	return ok([]map[string]any{{"active": true, "name": contactPoint, "integrations": []map[string]any{
		{"name": "email", "sendResolved": true},
	}}})
}
