/** Says what the demo is doing before Maven, which is silent under -q, starts to download. Run as a source file. */
class DemoAnnouncement {
    public static void main(String[] arguments) {
        System.out.println("OrgAuth demo: building the example server (the first time, Maven downloads what it needs)...");
    }
}
