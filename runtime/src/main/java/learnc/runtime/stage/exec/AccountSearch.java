package learnc.runtime.stage.exec;

import java.util.ArrayList;
import java.util.List;
import learnc.runtime.spec.Failure;

/// Finds users and groups in the texts of passwd(5) and group(5), by Docker's rules.
///
/// @param passwd lines of `name:password:user:group:comment:home:shell`
/// @param group  lines of `name:password:group:member,member`
record AccountSearch(String passwd, String group) {

    private static final int NAME = 0;
    private static final int NUMBER = 2;
    private static final int FIRST_GROUP = 3;
    private static final int MEMBERS = 3;
    private static final int HOME = 5;

    /// @param wanted `user[:group]`, names or numbers; empty means root
    Account find(String wanted, List<String> furtherGroups) {
        int colon = wanted.indexOf(':');
        String userName = colon < 0 ? wanted : wanted.substring(0, colon);
        String groupName = colon < 0 ? "" : wanted.substring(colon + 1);
        String[] entry = entry(passwd, userName.isEmpty() ? "0" : userName);
        int user = entry == null ? numberOf(userName.isEmpty() ? "0" : userName, "user", "passwd") : number(entry[NUMBER]);
        int group = groupName.isEmpty() ? firstGroup(entry) : groupNumber(groupName);
        var groups = new ArrayList<Integer>();
        groups.add(group);
        if (groupName.isEmpty() && entry != null) {
            addGroupsOf(entry[NAME], groups);
        }
        for (String further : furtherGroups) {
            addOnce(groupNumber(further), groups);
        }
        return new Account(user, group, List.copyOf(groups), home(entry));
    }

    private static int firstGroup(String[] entry) {
        return entry == null || entry.length <= FIRST_GROUP ? 0 : number(entry[FIRST_GROUP]);
    }

    private static String home(String[] entry) {
        return entry == null || entry.length <= HOME || entry[HOME].isEmpty() ? "/" : entry[HOME];
    }

    private int groupNumber(String wanted) {
        String[] entry = entry(group, wanted);
        return entry == null ? numberOf(wanted, "group", "group") : number(entry[NUMBER]);
    }

    private void addGroupsOf(String userName, List<Integer> groups) {
        for (String line : group.split("\n")) {
            String[] fields = line.split(":", -1);
            if (fields.length > MEMBERS && number(fields[NUMBER]) >= 0 && List.of(fields[MEMBERS].split(",")).contains(userName)) {
                addOnce(number(fields[NUMBER]), groups);
            }
        }
    }

    private static void addOnce(int number, List<Integer> groups) {
        if (!groups.contains(number)) {
            groups.add(number);
        }
    }

    /// The first line with this name or this number.
    private static String[] entry(String text, String wanted) {
        for (String line : text.split("\n")) {
            String[] fields = line.split(":", -1);
            if (fields.length > NUMBER && number(fields[NUMBER]) >= 0
                    && (fields[NAME].equals(wanted) || number(wanted) == number(fields[NUMBER]))) {
                return fields;
            }
        }
        return null;
    }

    /// A number that nobody has to know.
    private static int numberOf(String wanted, String kind, String file) {
        int number = number(wanted);
        if (number < 0) {
            throw new Failure("unable to find " + kind + " " + wanted + ": no matching entries in " + file + " file"
                    + "\n  try: a name from the image's /etc/" + file + ", or a number from 0 to 2147483647");
        }
        return number;
    }

    /// A number from 0 to 2147483647, else −1.
    private static int number(String text) {
        try {
            return text.isEmpty() || !Character.isDigit(text.charAt(0)) ? -1 : Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            return -1;
        }
    }
}
