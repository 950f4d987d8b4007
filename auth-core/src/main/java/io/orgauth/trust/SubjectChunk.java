package io.orgauth.trust;

import io.orgauth.Grant;
import io.orgauth.Role;
import io.orgauth.json.Json;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What active subjects may do, by id. Many have the same rights, which are written and held once. Immutable. */
record SubjectChunk(Map<String, Grant> grants) {
    Optional<Grant> find(String subject) {
        return Optional.ofNullable(grants.get(subject));
    }

    static byte[] write(List<BundledSubject> subjects) {
        Map<Grant, Integer> numbers = new LinkedHashMap<>();
        JsonObject.Builder bySubject = JsonObject.builder();
        for (BundledSubject subject : subjects) {
            int number = numbers.computeIfAbsent(subject.grant(), grant -> numbers.size());
            bySubject.put(subject.id(), number);
        }
        JsonArray grants =
                JsonArray.of(numbers.keySet().stream().map(SubjectChunk::json).toList());
        return Json.write(JsonObject.builder()
                .put("grants", grants)
                .put("subjects", bySubject.build())
                .build());
    }

    private static JsonObject json(Grant grant) {
        return JsonObject.builder()
                .put("scope", Fields.scopeText(grant.permissions()))
                .put("roles", grant.roles().stream().map(Role::key).sorted().toList())
                .build();
    }

    static SubjectChunk parse(byte[] content) {
        Fields fields = new Fields(Json.parseObject(content, KeyChunk.LIMITS));
        List<Grant> grants = new ArrayList<>();
        for (JsonObject json : fields.json()
                .array("grants")
                .orElseThrow(() -> BundleRefusedException.malformed("\"grants\" is missing"))
                .objects()) {
            grants.add(grant(new Fields(json)));
        }
        Fields subjects = new Fields(fields.object("subjects"));
        Map<String, Grant> bySubject = new HashMap<>();
        for (String subject : subjects.json().names()) {
            long number = subjects.count(subject);
            if (number >= grants.size()) {
                throw BundleRefusedException.malformed("a subject has rights that are not there");
            }
            bySubject.put(subject, grants.get((int) number));
        }
        return new SubjectChunk(bySubject);
    }

    private static Grant grant(Fields json) {
        return new Grant(
                json.scope("scope"),
                json.strings("roles").stream().map(Role::of).collect(Collectors.toSet()));
    }
}
